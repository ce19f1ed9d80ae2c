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
        var files = Files($"[Lstm(40{direction})] [Dense(1)]");

        Assert.Equal(products, Methods(files["Reader.Network.g.cs"], @"Kernels\.\w+Step\("));
        foreach (var body in new[] { "Scalar", "128", "256", "512" }) Assert.Equal(cells, Methods(files[$"Reader.Kernels{body}.g.cs"], @"\w+Step\("));
    }

    /// <summary>A loop goes over its own panels alone, however many other products a step has; what is in no loop has no turns.</summary>
    [Theory]
    [InlineData("[Lstm(64, Return = Sequence)] [Lstm(64)]", "Lstm1_RecurrenceStep turned, Lstm2_RecurrenceStep turned")]
    [InlineData("[Lstm(8, Return = Sequence)] [Dense(2000)]", "Dense1_ProjectionStep false")]
    public void The_panels_of_one_row_are_taken_in_the_order_of_the_loop(string layers, string calls)
    {
        var network = Regex.Matches(Files(layers)["Reader.Network.g.cs"], @"Kernels\.(\w+Step)\([^)]*,\s+(turned|false)\);");

        Assert.Equal(calls, string.Join(", ", network.Select(m => $"{m.Groups[1]} {m.Groups[2]}").Order(StringComparer.Ordinal)));
    }

    /// <summary>The methods that leave one row to another.</summary>
    private static string Methods(string text, string call) => string.Join(" ", Regex
        .Matches(text, @"static void (\w+)\([^)]*\)\s*\{\s*unchecked\s*\{\s*if \(rows == 1\)\s*\{\s*" + call)
        .Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));

    private static IReadOnlyDictionary<string, string> Files(string layers) => GeneratorHost.Run($$"""
        using RnnGen;

        [Model]
        [Input(steps: 9, features: 3)]
        {{layers}}
        [Loss(MeanSquaredError)]
        public partial class Reader;
        """).Files;
}
