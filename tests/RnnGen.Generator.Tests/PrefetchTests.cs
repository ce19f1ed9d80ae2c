using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>Fetching ahead changes no result, so that only the text tells of it.</summary>
public class PrefetchTests
{
    private const string Weights = "VectorMath.Prefetch(next);", Gradients = "VectorMath.Prefetch(&gradient[", Factors = "VectorMath.Prefetch(&a[";

    private static readonly string[] Vectors = ["128", "256", "512"];

    [Theory]
    [InlineData(240, false)]
    [InlineData(256, true)]
    public void Weights_and_gradients_beyond_a_second_level_cache_are_fetched_ahead(int units, bool ahead)
    {
        var files = Files(units, "[Loss(MeanSquaredError)]", "");

        Assert.Equal(ahead, Has("512", Weights));
        Assert.All(Vectors, lanes => Assert.Equal((ahead, ahead), (Has(lanes, Gradients), Has(lanes, Factors))));
        Assert.DoesNotContain("Prefetch", files["Reader.KernelsScalar.g.cs"]);
        Assert.All(Vectors.Except(["512"]), lanes => Assert.False(Has(lanes, Weights)));

        bool Has(string lanes, string text) => files[$"Reader.Kernels{lanes}.g.cs"].Contains(text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_fetched_ahead_where_the_weights_of_one_row_are_read_as_one_stream() =>
        Assert.All(Files(256, "", "(Trainable = false)"), file => Assert.DoesNotContain("Prefetch", file.Value));

    private static IReadOnlyDictionary<string, string> Files(int units, string loss, string model) => GeneratorHost.Run($$"""
        using RnnGen;

        [Model{{model}}]
        [Input(steps: 9, features: 3)]
        [Lstm({{units}}, Return = Sequence)]
        [Dense(1)]
        {{loss}}
        public partial class Reader;
        """).Files;
}
