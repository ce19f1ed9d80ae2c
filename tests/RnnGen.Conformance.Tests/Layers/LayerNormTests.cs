using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>Layer normalisation in sizes with and without tails, on sequences and on vectors, with PyTorch's ε and Keras'.</summary>
public class LayerNormTests(ITestOutputHelper output) : StreamingLayerTests(Norms, output)
{
    private static readonly LayerCases Norms = new(
        "LayerNorms",
        Case(Specs.Sequence("Sequence", 5, LossKind.External, new LayerNormSpec("norm1")), 5, 1e-5),
        Case(Specs.Sequence("Wide", 37, LossKind.External, new LayerNormSpec("norm1") { Epsilon = 1e-3 }), 37, 1e-3),
        Case(Specs.Vector("Vector", 16, LossKind.External, new LayerNormSpec("norm1")), 16, 1e-5));

    private static LayerCase Case(ModelSpec spec, int columns, double epsilon) => new(spec, data => Reference(data, columns, epsilon)) { Width = 2 * columns };

    private static double[] Reference(LayerData data, int columns, double epsilon) => data.EachRow(columns, x =>
    {
        var (weight, bias) = (data["norm1.weight"], data["norm1.bias"]);
        var mean = x.Average();
        var variance = x.Average(v => (v - mean) * (v - mean));
        return x.Select((v, i) => ((v - mean) / Math.Sqrt(variance + epsilon) * weight[i]) + bias[i]);
    });
}
