using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>Weights fit where they mean the same: the hash in files tells models apart that compute something else from them.</summary>
public partial class ContractTests
{
    private const string Model = """
        using RnnGen;

        [Model]
        [Input(steps: 10, features: 4)]
        [Gru(4, Return = Sequence, Bidirectional = true, Merge = Sum)]
        [LayerNorm(Name = "norm")]
        [Dropout(0.2f)]
        [Lstm(4, Return = Sequence, Name = "deep")]
        [Add(From = "deep, dropout1")]
        [Dense(4, Activation = Activation.Tanh)]
        [GlobalAveragePooling1D]
        [Loss(MeanSquaredError)]
        public partial class Forecaster;
        """;

    [Theory]
    [InlineData("Merge = Sum", "Merge = Average")]
    [InlineData("Name = \"norm\"", "Name = \"norm\", Epsilon = 1e-3")]
    [InlineData("Name = \"deep\"", "Name = \"deep\", ClipGates = 3")]
    [InlineData("deep, dropout1", "deep, gru1")]
    [InlineData("Activation.Tanh", "Activation.Relu")]
    [InlineData("[GlobalAveragePooling1D]", "[GlobalMaxPooling1D]")]
    [InlineData("[GlobalAveragePooling1D]", "[GlobalAveragePooling1D] [Softmax]")]
    public void What_is_computed_counts(string old, string @new) => Assert.NotEqual(Hash(Model), Hash(Edit(old, @new)));

    [Theory]
    [InlineData("steps: 10", "steps: 20")]
    [InlineData("[Dropout(0.2f)]", "[Dropout(0.5f)]")]
    [InlineData("Merge = Sum", "Merge = Sum, InputDropout = 0.5f, KernelInitializer = InitializerKind.GlorotUniform, FinalStateOutput = true, HiddenStatesOutput = true")]
    [InlineData("[Loss(MeanSquaredError)]", "[Loss(Huber)]")]
    [InlineData("deep, dropout1", "deep, norm")]
    [InlineData("[GlobalAveragePooling1D]", "[GlobalAveragePooling1D(Name = \"mean\")]")]
    public void What_training_asks_for_does_not(string old, string @new) => Assert.Equal(Hash(Model), Hash(Edit(old, @new)));

    [Fact]
    public void How_accurately_activations_are_computed_does_not() =>
        Assert.Equal(Hash(Model), Hash(Edit("[Model]", "[Model(Activations = ActivationAccuracy.Fast)]")));

    [Fact]
    public void How_exactly_products_read_weights_does_not() => Assert.Equal(
        Hash(Model),
        Hash(Edit("[Model]", "[Model(Trainable = false, Weights = WeightPrecision.Bf16)]")
            .Replace("[Loss(MeanSquaredError)]\n", "", StringComparison.Ordinal).Replace("[Dropout(0.2f)]\n", "", StringComparison.Ordinal).Replace("deep, dropout1", "deep, norm", StringComparison.Ordinal)));

    [Fact]
    public void A_cell_counts_by_its_equations_and_not_by_their_names()
    {
        var expected = Hash(CellSources.Together());
        Assert.NotEqual(expected, Hash(CellSources.Together(CellSources.Cell.Replace("(1 - f) * h + f * n", "f * h + (1 - f) * n", StringComparison.Ordinal))));
        var renamed = CellSources.Cell.Replace("var f =", "var forget =", StringComparison.Ordinal).Replace(" f * h)", " forget * h)", StringComparison.Ordinal)
            .Replace("(1 - f) * h + f * n", "(1 - forget) * h + forget * n", StringComparison.Ordinal);
        Assert.Equal(expected, Hash(CellSources.Together(renamed)));
    }

    [Fact]
    public void A_row_that_stands_for_padding_counts()
    {
        const string Tokens = "using RnnGen; [Model] [Tokens(9, 4)] [Embedding(3)] [Gru(2)] [Loss(MeanSquaredError)] public partial class Reader;";
        Assert.NotEqual(Hash(Tokens), Hash(Tokens.Replace("[Embedding(3)]", "[Embedding(3, Padding = 0)]", StringComparison.Ordinal)));
    }

    private static string Edit(string old, string @new)
    {
        Assert.Contains(old, Model);
        return Model.Replace(old, @new, StringComparison.Ordinal);
    }

    /// <summary>The last argument of the model's description.</summary>
    private static string Hash(string source)
    {
        var run = GeneratorHost.Run(source);
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return Assert.Single(run.Files.Values.SelectMany(text => Quoted().Matches(text)).Select(match => match.Value));
    }

    [GeneratedRegex("\"[0-9a-f]{16}\"")]
    private static partial Regex Quoted();
}
