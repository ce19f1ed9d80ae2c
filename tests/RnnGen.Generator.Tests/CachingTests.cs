using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.TestKit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace RnnGen.Generator.Tests;

public class CachingTests
{
    [Fact]
    public void An_edit_of_another_file_compiles_nothing()
    {
        var (before, after) = Edit(compilation => compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Other;", Options)));

        Assert.Equal(New, Pipeline.Reason(before, TrackingNames.Files));
        Assert.Equal(Unchanged, Pipeline.Reason(after, TrackingNames.Declaration));
        Assert.Equal(Cached, Pipeline.Reason(after, TrackingNames.Spec));
        Assert.Equal(Cached, Pipeline.Reason(after, TrackingNames.Files));
    }

    [Fact]
    public void An_edit_of_another_file_checks_no_wrong_declaration_again()
    {
        var compilation = GeneratorHost.Compilation(Declarations.Ridership.Replace("[Gru(32)]", "[Gru(0)]", StringComparison.Ordinal));
        var first = GeneratorHost.Driver().RunGenerators(compilation);
        var second = first.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Other;", Options)));

        Assert.Equal(Unchanged, Pipeline.Reason(second.GetRunResult(), TrackingNames.Declaration));
        Assert.Equal("RNN007", Assert.Single(second.GetRunResult().Diagnostics).Id);
    }

    [Theory]
    [InlineData("using RnnGen;", "using RnnGen;\n\n// A remark.\n")]
    [InlineData("namespace Transit;", "namespace Transit; class Above { int Twice(int x) => 2 * x; }")]
    [InlineData("[Gru(32)]", "  [Gru(16 + 16 /* the same */)]")]
    [InlineData("[Model(Trainable = true, Precision = Float32)]", "[Model, System.Obsolete]")]
    [InlineData("RidershipForecaster;", "RidershipForecaster { public int Mine => 1; }")]
    public void An_edit_that_declares_the_same_compiles_nothing(string old, string @new)
    {
        var (_, after) = Edit(compilation => Replace(compilation, old, @new));

        Assert.Equal(Cached, Pipeline.Reason(after, TrackingNames.Spec));
        Assert.Equal(Cached, Pipeline.Reason(after, TrackingNames.Files));
    }

    [Theory]
    [InlineData("[Gru(32)]", "[Gru(33)]")]
    [InlineData("[Gru(32)]", "[Lstm(32)]")]
    [InlineData("[Dropout(0.2f)]", "")]
    [InlineData("Transit", "Trains")]
    [InlineData("public partial", "internal partial")]
    [InlineData("[Dense(1)]", "[Dense(1, Name = \"head\")]")]
    public void A_real_edit_compiles_again(string old, string @new)
    {
        var (_, after) = Edit(compilation => Replace(compilation, old, @new));

        Assert.Equal(Modified, Pipeline.Reason(after, TrackingNames.Spec));
        Assert.NotEqual(Cached, Pipeline.Reason(after, TrackingNames.Files));
    }

    [Fact]
    public void Switching_unsafe_code_off_withdraws_the_model()
    {
        var (_, after) = Edit(compilation => compilation.WithOptions(compilation.Options.WithAllowUnsafe(false)));

        Assert.Equal(Removed, Pipeline.Reason(after, TrackingNames.Spec));
    }

    private static CSharpParseOptions Options => new(new GeneratorHostOptions().LanguageVersion);

    private static (GeneratorDriverRunResult Before, GeneratorDriverRunResult After) Edit(
        Func<CSharpCompilation, CSharpCompilation> edit)
    {
        var compilation = GeneratorHost.Compilation(Declarations.Ridership);
        var first = GeneratorHost.Driver().RunGenerators(compilation);
        var second = first.RunGenerators(edit(compilation));
        return (first.GetRunResult(), second.GetRunResult());
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, string old, string @new)
    {
        var tree = compilation.SyntaxTrees[0];
        var text = tree.ToString();
        Assert.Contains(old, text);
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text.Replace(old, @new), Options, tree.FilePath));
    }
}
