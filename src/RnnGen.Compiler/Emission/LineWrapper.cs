namespace RnnGen.Compiler.Emission;

/// <summary>Breaks long lines where a person would: code after a comma or an arrow, or before an operator, comments between words.</summary>
internal static class LineWrapper
{
    /// <summary>No line of generated code is longer.</summary>
    public const int MaxColumns = 140;

    public static IEnumerable<string> Wrap(string line, int columns)
    {
        if (line.Length <= columns) return [line];
        var margin = line.Substring(0, line.Length - line.TrimStart().Length);
        var comment = line.StartsWith(margin + "//", StringComparison.Ordinal);
        var next = margin + (comment ? line.Substring(margin.Length, line.IndexOf(' ', margin.Length) - margin.Length + 1) : "    ");
        return Break(line, columns, next, comment);
    }

    private static IEnumerable<string> Break(string line, int columns, string next, bool comment)
    {
        while (line.Length > columns)
        {
            var end = LastBreak(line, columns, next.Length, comment);
            if (end < 0) break;
            yield return line.Substring(0, end).TrimEnd();
            line = next + line.Substring(end).TrimStart();
        }

        yield return line;
    }

    /// <summary>
    /// The last place within the columns where the line may end, if there is no better one before the last of the outermost operators; −1
    /// if there is none. Texts in quotes stay whole.
    /// </summary>
    private static int LastBreak(string line, int columns, int first, bool comment)
    {
        var (last, before, quoted) = (-1, -1, false);
        var (depth, outermost) = (0, int.MaxValue);
        for (var i = 0; i < columns; i++)
        {
            if (line[i] == '"') quoted = !quoted;
            if (!quoted) depth += line[i] == '(' ? 1 : line[i] == ')' ? -1 : 0;
            if (quoted || line[i] != ' ' || i <= first) continue;
            if (comment || line[i - 1] == ',' || (line[i - 1] == '>' && line[i - 2] == '=')) last = i;
            else if (depth <= outermost && i + 2 < line.Length && line[i + 2] == ' ' && line[i + 1] is '+' or '-' or '*' or '/') (before, outermost) = (i, depth);
        }

        return last >= 0 ? last : before;
    }
}
