using Conformance.Models;

namespace Conformance.Cells;

/// <summary>What is computed is the equations, not only something with the right derivatives: two cells, one step, by hand.</summary>
public class TangledTests
{
    private const int Units = 6;

    private readonly TestModel<double> _model = CellTests.Models.Value.Double("Tangled", seed: 2);

    [Fact]
    public void AStepIsItsEquations()
    {
        var inputs = Inputs.Random(_model, batch: 1, steps: 1, seed: 4);
        var (x, h, k, m) = (Leaf("x"), Leaf("tangled1H0"), Leaf("tangled1K0"), Leaf("tangled1M0"));
        var first = Step(0, x, h[..Units], k[..Units], m[..Units]);
        var second = Step(1, first, h[Units..], k[Units..], m[Units..]);
        var results = Runner.Predict(_model, inputs);
        Agreement.Within(1e-14, second, results["y"], "y");
        Agreement.Within(1e-14, [.. first, .. second], results["tangled1Hn"], "h");
        Agreement.InBits(h, results["tangled1Kn"], "k");
        double[] next = [.. Each(u => Affine(0, "ih", 3, u, x)), .. Each(u => Affine(1, "ih", 3, u, first))];
        Agreement.Within(1e-14, next, results["tangled1Mn"], "m");

        double[] Leaf(string name) => Runner.Convert<double>(inputs.Values[name]);
    }

    private static double[] Each(Func<int, double> unit) => [.. Enumerable.Range(0, Units).Select(unit)];

    private double[] Step(int layer, double[] x, double[] h, double[] k, double[] m)
    {
        var s = Each(u => Math.Tanh(Affine(layer, "ih", 0, u, x) + Affine(layer, "hh", 0, u, h)));
        return Each(u => (0.5 * (Math.Tanh(Start(1, u) * Start(2, u)) + k[u])) + (0.25 * m[u]));

        double Start(int gate, int u) => s[u] + Affine(layer, "hh", gate, u, s);
    }

    private double Affine(int layer, string source, int gate, int unit, double[] values)
    {
        var row = (gate * Units) + unit;
        var weights = _model.Parameters[$"tangled1.weight_{source}_l{layer}"].Slice(row * values.Length, values.Length);
        var sum = _model.Parameters[$"tangled1.bias_{source}_l{layer}"][row];
        for (var i = 0; i < values.Length; i++) sum += weights[i] * values[i];
        return sum;
    }
}
