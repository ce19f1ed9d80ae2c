using Microsoft.CodeAnalysis;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>The examples of pages of the documentation compile, and models of them are generated.</summary>
public class CellDocsTests
{
    [Theory]
    [InlineData("README.md", "csharp cell")]
    [InlineData("docs/cells.md", "csharp")]
    [InlineData("docs/layers.md", "csharp")]
    public void Examples_compile_without_warnings(string page, string language)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, page)).Replace("\r\n", "\n");
        var blocks = text.Split("\n```" + language + "\n").Skip(1).Select(part => part[..part.IndexOf("\n```", StringComparison.Ordinal)]).ToArray();
        Assert.NotEmpty(blocks);
        var run = GeneratorHost.Run(string.Join("\n", blocks));
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.NotEmpty(run.Files);
    }
}
