using System.Globalization;
using System.Text.RegularExpressions;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>Fetching ahead changes no result, so that only the text tells of it.</summary>
public class PrefetchTests
{
    private const string Weights = "VectorMath.Prefetch(&next[at]);";

    private static readonly string[] Bodies = ["Scalar", "128", "256", "512"];

    [Theory]
    [InlineData(240, false)]
    [InlineData(256, true)]
    public void Weights_beyond_a_second_level_cache_are_fetched_ahead_by_tiles_that_read_several_streams(int units, bool ahead)
    {
        var files = Files(units);

        Assert.All(Bodies, body => Assert.Equal(ahead && body == "512", files[FileOf(body)].Contains(Weights, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("512", "6 64, 4 64, 8 32, 4 32, 8 16, 4 16")]
    [InlineData("256", "4 24, 6 16, 4 16, 8 8, 4 8")]
    [InlineData("128", "6 8, 4 8, 8 4, 4 4")]
    [InlineData("Scalar", "")]
    public void Tiles_of_gradients_fetch_those_of_the_next_tile_and_a_line_of_factors(string body, string tiles)
    {
        var text = Files(256)[FileOf(body)];
        var fetched = Regex.Matches(text, @"VectorMath\.Prefetch\(&gradient\[\(nint\)\(n \+ (\d+)\) \* gradientStride\], (\d+)\);")
            .Select(f => (Row: int.Parse(f.Groups[1].Value, CultureInfo.InvariantCulture), Columns: f.Groups[2].Value)).ToArray();
        var first = fetched.Where((f, i) => i == 0 || f != (fetched[i - 1].Row + 1, fetched[i - 1].Columns)).ToArray();

        Assert.Equal(tiles, string.Join(", ", first.Select(f => $"{f.Row} {f.Columns}")));
        Assert.Equal(first.SelectMany(f => Enumerable.Range(f.Row, f.Row).Select(row => (row, f.Columns))), fetched);
        Assert.Equal(first.Length, Regex.Count(text, @"VectorMath\.Prefetch\(&a\[16\]\);"));
    }

    [Theory]
    [InlineData("Lstm1_Recurrence")]
    [InlineData("Lstm1_RecurrenceBackward")]
    public void What_comes_next_is_the_panel_that_the_order_of_the_step_takes_next(string product)
    {
        var method = MethodOf(product);

        Assert.Contains("(turned ? at - 1 : at + 1) : at)", method, StringComparison.Ordinal);
        Assert.Contains("next + 128", method, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_of_a_model_without_such_weights_are_not_fetched_ahead() => Assert.All(Files(240), file => Assert.DoesNotContain("Prefetch", file.Value));

    private static string MethodOf(string product)
    {
        var network = Files(256)["Reader.Network.g.cs"];
        var start = network.IndexOf($"private static void {product}(", StringComparison.Ordinal);
        return network[start..network.IndexOf("private static void ", start + 1, StringComparison.Ordinal)];
    }

    private static string FileOf(string body) => $"Reader.Kernels{body}.g.cs";

    private static IReadOnlyDictionary<string, string> Files(int units) => GeneratorHost.Run($$"""
        using RnnGen;

        [Model]
        [Input(steps: 9, features: 3)]
        [Lstm({{units}}, Return = Sequence)]
        [Dense(1)]
        [Loss(MeanSquaredError)]
        public partial class Reader;
        """).Files;
}
