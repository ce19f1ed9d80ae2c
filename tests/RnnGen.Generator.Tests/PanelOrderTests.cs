using System.Text.RegularExpressions;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>The order in which a step of a sequence takes the panels of its weights changes no result, so that only the text tells of it.</summary>
public class PanelOrderTests
{
    private const string Alternates = "((first + t) & 1) != 0);";

    [Theory]
    [InlineData("Lstm(64)", 3)]
    [InlineData("Gru(80)", 3)]
    [InlineData("Lstm(32)", 0)]
    [InlineData("Dense(2000)", 0)]
    public void Every_other_step_takes_several_panels_from_the_last_to_the_first(string layer, int calls)
    {
        var network = Regex.Replace(NetworkOf(layer), @"\s+", " ");

        // Prediction, evaluation and training, each in its loop; the products of gradients have panels of their own, of 128 units.
        Assert.Equal(calls, Regex.Count(network, Regex.Escape(Alternates)));
        Assert.Equal(calls > 0 ? 1 : 0, Regex.Count(network, "bool turned"));
    }

    private static string NetworkOf(string layer) => GeneratorHost.Run($$"""
        using RnnGen;

        [Model]
        [Input(steps: 9, features: 3)]
        [{{layer}}]
        [Loss(MeanSquaredError)]
        public partial class Reader;
        """).Files["Reader.Network.g.cs"];
}
