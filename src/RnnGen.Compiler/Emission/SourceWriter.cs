using System.Text;

namespace RnnGen.Compiler.Emission;

/// <summary>Indented text with \n for newlines; lines are broken so that they fit beside the margin that a later writer adds.</summary>
public sealed class SourceWriter(int margin = 0)
{
    private readonly StringBuilder _text = new();
    private int _indent;
    private bool _fresh = true;

    /// <summary>Writes lines at the current indentation; an empty text writes an empty line.</summary>
    public SourceWriter Line(string text = "")
    {
        foreach (var line in text.Split('\n'))
        {
            foreach (var piece in LineWrapper.Wrap(line, LineWrapper.MaxColumns - margin - (4 * _indent)))
            {
                if (piece.Length > 0) _text.Append(' ', 4 * _indent).Append(piece);
                _text.Append('\n');
            }
        }

        _fresh = text.Length == 0;
        return this;
    }

    /// <summary>An empty line, unless there is one already or a block has just begun.</summary>
    public SourceWriter Gap()
    {
        if (!_fresh) Line();
        return this;
    }

    /// <summary>Opens a block under a heading; disposing closes it.</summary>
    public Block Open(string heading) => Open(heading, "}", 1);

    private Block Open(string heading, string close, int blocks)
    {
        if (heading.Length > 0) Line(heading);
        Line("{");
        _indent++;
        _fresh = true;
        return new Block(this, close, blocks);
    }

    /// <summary>Opens a method whose arithmetic is never checked: kernels rely on it whatever the user's project says.</summary>
    public Block OpenUnchecked(string heading)
    {
        Open(heading);
        Line("unchecked");
        return Open("", "}", 2);
    }

    /// <summary>Indents what follows without braces.</summary>
    public Block Indent()
    {
        _indent++;
        return new Block(this, "", 1);
    }

    /// <summary>A doc comment of one paragraph.</summary>
    public SourceWriter Summary(string text) =>
        text.IndexOf('\n') < 0 ? Line($"/// <summary>{text}</summary>") : Line("/// <summary>\n/// " + text.Replace("\n", "\n/// ") + "\n/// </summary>");

    public override string ToString() => _text.ToString();

    private void Close(string close, int blocks)
    {
        for (var i = 0; i < blocks; i++)
        {
            _indent--;
            if (close.Length > 0) Line(close);
        }

        _fresh = false;
    }

    /// <summary>An open block.</summary>
    public readonly struct Block(SourceWriter writer, string close, int blocks) : IDisposable
    {
        public void Dispose() => writer.Close(close, blocks);
    }
}
