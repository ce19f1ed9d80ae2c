using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>Global pooling: all steps of a sequence, or those within the lengths, among which are none.</summary>
public class PoolingTests(ITestOutputHelper output) : StreamingLayerTests(Pools, output)
{
    private static readonly LayerCases Pools = new(
        "Pools",
        new(Model("Max", PoolingKind.Maximum, lengths: false), data => data.Samples(5, Max)),
        new(Model("MaxLengths", PoolingKind.Maximum, lengths: true), data => data.Samples(5, Max)),
        new(Model("Average", PoolingKind.Average, lengths: false), data => data.Samples(5, Average)),
        new(Model("AverageLengths", PoolingKind.Average, lengths: true), data => data.Samples(5, Average)),
        new(Model("Between", PoolingKind.Maximum, lengths: true, new DenseSpec("dense1", 5, ActivationKind.Linear)), data => data.Samples(5, steps => Max([.. steps.Select(x => Dense(data, x))]))));

    /// <summary>The largest value may be negative: nothing is compared with the zeros that a stream begins with.</summary>
    [Fact]
    public void TheMaximumOfNegativeNumbersIsNegative()
    {
        var model = Pools.Models.Single("Max", Body.Active);
        var inputs = new Inputs(1, 2, new Dictionary<string, float[]> { ["x"] = [-1, -2, -3, -4, -5, -5, -4, -3, -2, -1] });
        Assert.Equal([-1, -2, -3, -2, -1], Runner.Predict(model, inputs)["y"]);
    }

    private static ModelSpec Model(string name, PoolingKind kind, bool lengths, params LayerSpec[] before) =>
        Specs.Sequence(name, 5, LossKind.External, [.. before, new GlobalPoolingSpec("pool1", kind)]) with { Inputs = new[] { new InputSpec(5, 4) { Lengths = lengths } } };

    private static IEnumerable<double> Max(double[][] steps) => Enumerable.Range(0, 5).Select(i => steps.Select(x => x[i]).DefaultIfEmpty().Max());

    private static IEnumerable<double> Average(double[][] steps) => Enumerable.Range(0, 5).Select(i => steps.Select(x => x[i]).DefaultIfEmpty().Average());

    private static double[] Dense(LayerData data, double[] x)
    {
        var (weight, bias) = (data["dense1.weight"], data["dense1.bias"]);
        return [.. bias.Select((b, n) => b + x.Select((v, k) => v * weight[(n * x.Length) + k]).Sum())];
    }
}
