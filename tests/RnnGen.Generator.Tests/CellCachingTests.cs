using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.TestKit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace RnnGen.Generator.Tests;

/// <summary>A cell in another file than the model: its equations are part of what is compiled, its text is not.</summary>
public class CellCachingTests
{
    private static readonly GeneratorHostOptions Options = new();

    [Theory]
    [InlineData("(1 - f) * h + f * n", "(1 - f) * n + f * h")]
    [InlineData("Tanh(", "Relu(")]
    [InlineData("1 - f", "2 - f")]
    [InlineData("var f =", "var forget = Sigmoid(h); var f = forget *")]
    public void An_edit_of_the_equations_compiles_the_model_again(string old, string @new)
    {
        var after = Edit(old, @new);

        Assert.Equal(Modified, Pipeline.Reason(after, TrackingNames.Spec));
        Assert.Equal(Modified, Pipeline.Reason(after, TrackingNames.Files));
    }

    [Theory]
    [InlineData("namespace Demo;", "namespace Demo; class Above { int Twice(int x) => 2 * x; }")]
    [InlineData("var f =", "// forget\n        var f  =  ")]
    [InlineData("(1 - f) * h + f * n", "((1.0 - f) * h) + (f * n)")]
    [InlineData("public static CellVector Step", "public static int Other => 1; public static CellVector Step")]
    public void An_edit_that_leaves_the_equations_compiles_nothing(string old, string @new)
    {
        var after = Edit(old, @new);

        Assert.Equal(Cached, Pipeline.Reason(after, TrackingNames.Spec));
        Assert.Equal(Cached, Pipeline.Reason(after, TrackingNames.Files));
    }

    [Fact]
    public void A_cell_that_becomes_wrong_withdraws_the_model() =>
        Assert.Equal(Removed, Pipeline.Reason(Edit("Tanh(", "Wrong("), TrackingNames.Spec));

    private static GeneratorDriverRunResult Edit(string old, string @new)
    {
        Assert.Contains(old, CellSources.Cell);
        var compilation = GeneratorHost.Compilation(CellSources.Model).AddSyntaxTrees(Parse(CellSources.Cell));
        var first = GeneratorHost.Driver().RunGenerators(compilation);
        Assert.Equal(New, Pipeline.Reason(first.GetRunResult(), TrackingNames.Files));
        return first.RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[^1], Parse(CellSources.Cell.Replace(old, @new)))).GetRunResult();
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(Options.LanguageVersion), "Cell.cs");
}
