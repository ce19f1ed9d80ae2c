using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>Layers that treat every row alike: activations, softmax, and a dense layer on every step of a sequence.</summary>
public class RowLayerTests(ITestOutputHelper output) : StreamingLayerTests(Rows, output)
{
    private static readonly LayerCases Rows = new(
        "RowLayers",
        new(Specs.Sequence("Tanh", 5, LossKind.External, new ActivationLayerSpec("activation1", ActivationKind.Tanh)), data => data.EachRow(5, x => x.Select(Math.Tanh))),
        new(Specs.Sequence("Relu", 21, LossKind.External, new ActivationLayerSpec("activation1", ActivationKind.Relu)), data => data.EachRow(21, x => x.Select(v => Math.Max(v, 0)))),
        new(Specs.Sequence("Softmax", 5, LossKind.External, new SoftmaxSpec("softmax1")), data => data.EachRow(5, Softmax)),
        new(Specs.Vector("WideSoftmax", 40, LossKind.External, new SoftmaxSpec("softmax1")), data => data.EachRow(40, Softmax)) { Width = 80 },
        new(Specs.Sequence("TimeDistributed", 3, LossKind.External, new DenseSpec("dense1", 4, ActivationKind.Sigmoid)), data => data.EachRow(3, x => Dense(data["dense1.weight"], data["dense1.bias"], x))),
        new(Specs.Sequence("Unbiased", 3, LossKind.External, new DenseSpec("dense1", 4, ActivationKind.Sigmoid) { WithoutBias = true }), data => data.EachRow(3, x => Dense(data["dense1.weight"], new double[4], x))));

    /// <summary>Large inputs neither overflow nor vanish.</summary>
    [Fact]
    public void SoftmaxOfLargeNumbersIsExact()
    {
        var model = Rows.Models.Single("Softmax", Body.Active);
        var inputs = new Inputs(1, 1, new Dictionary<string, float[]> { ["x"] = [1000, 1000, -1000, 1000, 1000] });
        Assert.Equal([0.25, 0.25, 0, 0.25, 0.25], Runner.Predict(model, inputs)["y"]);
    }

    private static IEnumerable<double> Softmax(double[] x) => x.Select(v => Math.Exp(v) / x.Sum(Math.Exp));

    private static IEnumerable<double> Dense(double[] weight, double[] bias, double[] x) =>
        bias.Select((b, n) => 1 / (1 + Math.Exp(-b - x.Select((v, k) => v * weight[(n * x.Length) + k]).Sum())));
}
