using System.Text.RegularExpressions;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>What a step of a stream has written out for one row serves a sequence of one sample as well; the bits are the same, so that only the text tells of it.</summary>
public class RowBodyTests
{
    [Theory]
    [InlineData("", "Dense1_Projection Lstm1_Projection Lstm1_Recurrence", "Lstm1_Cell")]
    [InlineData(", Bidirectional = true", "", "")]
    public void A_sequence_of_one_sample_takes_the_products_and_cells_of_a_step(string direction, string products, string cells)
    {
        var files = Files(direction);

        Assert.Equal(products, Methods(files["Reader.Network.g.cs"], @"Kernels\.\w+Step\("));
        foreach (var body in new[] { "Scalar", "128", "256", "512" }) Assert.Equal(cells, Methods(files[$"Reader.Kernels{body}.g.cs"], @"\w+Step\("));
    }

    /// <summary>The methods that leave one row to another.</summary>
    private static string Methods(string text, string call) => string.Join(" ", Regex
        .Matches(text, @"static void (\w+)\([^)]*\)\s*\{\s*unchecked\s*\{\s*if \(rows == 1\)\s*\{\s*" + call)
        .Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));

    private static IReadOnlyDictionary<string, string> Files(string direction) => GeneratorHost.Run($$"""
        using RnnGen;

        [Model]
        [Input(steps: 9, features: 3)]
        [Lstm(40{{direction}})]
        [Dense(1)]
        [Loss(MeanSquaredError)]
        public partial class Reader;
        """).Files;
}
