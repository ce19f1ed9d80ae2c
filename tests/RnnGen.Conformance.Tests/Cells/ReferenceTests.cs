using Conformance.FixtureTests;
using Conformance.Models;

namespace Conformance.Cells;

/// <summary>The reference itself gives what PyTorch's library gave, values and gradients.</summary>
public class ReferenceTests
{
    [Theory]
    [InlineData("rnn_tanh")]
    [InlineData("rnn_relu")]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("rnn_tanh_2layer")]
    public void AgreesWithPyTorch(string name)
    {
        var fixture = new Fixture(name);
        var kind = fixture.Kind[..3] == "rnn" ? "rnn" : fixture.Kind;
        var cell = new ReferenceCell(kind, kind switch { "lstm" => "ifgo", "gru" => "rzn", _ => "h" }, fixture.Hidden, Biases: 2)
        {
            Candidate = fixture.Kind == "rnn_relu" ? Formula.Relu : Math.Tanh,
        };
        var layer = new ReferenceLayer("rnn", cell) { Layers = fixture.Layers };
        var leaves = layer.Parameters.ToDictionary(p => p, p => Leaf("param." + p["rnn.".Length..]), StringComparer.Ordinal);
        leaves["x"] = Leaf("in.x");
        foreach (var state in cell.States) leaves[$"rnn{state.ToUpperInvariant()}0"] = Leaf($"in.{state}0");
        var (batch, steps) = (fixture.Shape("in.x")[0], fixture.Shape("in.x")[1]);

        var results = layer.Run(leaf => leaves[leaf], batch, steps);
        foreach (var (output, values) in results) Agreement.Within(1e-12, fixture.Result("out." + Short(output)), values, $"{name}, {output}");

        var upstream = results.Keys.ToDictionary(output => output, output => Leaf("up." + Short(output)), StringComparer.Ordinal);
        double Functional() => layer.Run(leaf => leaves[leaf], batch, steps).Sum(o => o.Value.Zip(upstream[o.Key], (y, up) => y * up).Sum());
        foreach (var leaf in leaves.Keys)
        {
            var gradient = leaf == "x" ? "grad.x" : leaf.StartsWith("rnn.", StringComparison.Ordinal) ? "grad.param." + leaf["rnn.".Length..] : "grad." + Short(leaf);
            Agreement.Within(Slopes.Error, fixture.Result(gradient), Slopes.Of(Functional, leaves[leaf]), $"{name}, {leaf}");
        }

        double[] Leaf(string tensor) => Runner.Convert<double>(fixture.Leaf(tensor));
    }

    /// <summary><c>rnnHn</c> → <c>hn</c>; the sequence is y.</summary>
    private static string Short(string tensor) => tensor == "rnn" ? "y" : tensor["rnn".Length..].ToLowerInvariant();
}
