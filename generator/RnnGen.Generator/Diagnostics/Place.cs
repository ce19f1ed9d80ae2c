using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RnnGen.Generator.Diagnostics;

/// <summary>Where a piece of syntax stands. It has value equality and holds no tree, so that it may enter the incremental pipeline.</summary>
internal readonly record struct Place(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static Place Of(SyntaxNode syntax) => new(syntax.SyntaxTree.FilePath, syntax.Span, syntax.GetLocation().GetLineSpan().Span);

    public Location ToLocation() => Location.Create(Path, Span, Lines);

    /// <summary>The place in one of these trees, where <c>#pragma warning</c> applies.</summary>
    public Location In(IEnumerable<SyntaxTree> trees)
    {
        var path = Path;
        return trees.FirstOrDefault(tree => tree.FilePath == path) is { } tree ? Location.Create(tree, Span) : ToLocation();
    }
}
