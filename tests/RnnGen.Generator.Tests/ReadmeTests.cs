using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>What README.md shows compiles, and what it says is generated is generated.</summary>
public class ReadmeTests
{
    private const string GlobalUsings = "global using System; global using System.Collections.Generic; global using System.Threading;";

    [Fact]
    public void Examples_compile_without_warnings()
    {
        var run = GeneratorHost.Run(Declaration());
        var usage = CSharpSyntaxTree.ParseText(Blocks("csharp")[1], new CSharpParseOptions(LanguageVersion.CSharp12));
        var usings = CSharpSyntaxTree.ParseText(GlobalUsings, new CSharpParseOptions(LanguageVersion.CSharp12));
        var problems = run.Compilation.AddSyntaxTrees(usage, usings).GetDiagnostics().Where(d => d.Severity > DiagnosticSeverity.Hidden);
        Assert.Empty(problems.Select(d => d.ToString()));
    }

    [Fact]
    public void A_second_declaration_compiles_without_warnings() => Assert.DoesNotContain(
        GeneratorHost.Run(Blocks("csharp")[2]).Diagnostics,
        diagnostic => diagnostic.Severity > DiagnosticSeverity.Info);

    [Fact]
    public void The_classifier_and_its_training_compile_without_warnings() => Assert.DoesNotContain(
        GeneratorHost.Run(Blocks("csharp classifier").Single()).Compilation.GetDiagnostics(),
        diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden);

    [Fact]
    public void Declarations_with_rounded_weights_compile_without_warnings() => Assert.Empty(
        GeneratorHost.Run(Blocks("csharp weights").Single()).Diagnostics);

    [Fact]
    public void Excerpt_of_generated_code_is_generated()
    {
        var generated = GeneratorHost.Run(Declaration()).Files.Values.SelectMany(f => f.Split('\n')).Select(l => l.Trim()).ToHashSet();
        var lines = Blocks("csharp generated").Single().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()).ToArray();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains(line, generated));
    }

    private static string Declaration() => Blocks("csharp")[0];

    private static List<string> Blocks(string language)
    {
        var blocks = new List<string>();
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")).Replace("\r\n", "\n");
        foreach (var part in text.Split("\n```" + language + "\n").Skip(1)) blocks.Add(part[..part.IndexOf("\n```", StringComparison.Ordinal)]);
        return blocks;
    }
}
