using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>Fetching weights ahead changes no result, so that only the text tells of it.</summary>
public class PrefetchTests
{
    [Theory]
    [InlineData(240, false)]
    [InlineData(256, true)]
    public void Weights_beyond_a_second_level_cache_are_fetched_ahead(int units, bool ahead)
    {
        var files = GeneratorHost.Run($$"""
            using RnnGen;

            [Model]
            [Input(steps: 9, features: 3)]
            [Lstm({{units}}, Return = Sequence)]
            [Dense(1)]
            [Loss(MeanSquaredError)]
            public partial class Reader;
            """).Files;

        Assert.Equal(ahead, files["Reader.Kernels512.g.cs"].Contains("VectorMath.Prefetch(next);", StringComparison.Ordinal));
        Assert.All(files.Where(file => file.Key != "Reader.Kernels512.g.cs"), file => Assert.DoesNotContain("Prefetch", file.Value));
    }
}
