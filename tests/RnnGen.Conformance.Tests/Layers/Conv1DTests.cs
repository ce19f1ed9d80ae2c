using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>Convolutions along time: every padding, dilated or not, with lengths, and what of them the next layer counts.</summary>
public class Conv1DTests(ITestOutputHelper output) : StreamingLayerTests(Convolutions, output)
{
    private static readonly LayerCases Convolutions = new(
        "Convolutions",
        Case("Causal", new Conv1DSpec("conv1", 4, 3) { Padding = ConvolutionPadding.Causal, Activation = ActivationKind.Tanh }, lengths: false),
        Case("Dilated", new Conv1DSpec("conv1", 18, 2) { Padding = ConvolutionPadding.Causal, Dilation = 3 }, lengths: false),
        Case("Unbiased", new Conv1DSpec("conv1", 4, 3) { Padding = ConvolutionPadding.Causal, WithoutBias = true, Activation = ActivationKind.Tanh }, lengths: false),
        Case("One", new Conv1DSpec("conv1", 4, 1), lengths: false),
        Case("CausalLengths", new Conv1DSpec("conv1", 4, 3) { Padding = ConvolutionPadding.Causal }, lengths: true),
        new(Model("Pooled", false, new Conv1DSpec("conv1", 4, 3) { Dilation = 2 }, new GlobalPoolingSpec("pool1", PoolingKind.Average)), data => Pooled(data)),
        new(Model("PooledLengths", true, new Conv1DSpec("conv1", 4, 3) { Dilation = 2 }, new GlobalPoolingSpec("pool1", PoolingKind.Maximum)), data => Pooled(data, largest: true)));

    private static LayerCase Case(string name, Conv1DSpec layer, bool lengths) => new(Model(name, lengths, layer), data => [.. ConvolutionReference.Of(layer, data).SelectMany(s => s).SelectMany(y => y)]);

    private static ModelSpec Model(string name, bool lengths, params LayerSpec[] layers) =>
        Specs.Sequence(name, 3, LossKind.External, layers) with { Inputs = new[] { new InputSpec(3, 6) { Lengths = lengths } } };

    /// <summary>Only the windows that lie within a sample count.</summary>
    private static double[] Pooled(LayerData data, bool largest = false)
    {
        var rows = ConvolutionReference.Of(new Conv1DSpec("conv1", 4, 3) { Dilation = 2 }, data);
        return [.. rows.SelectMany((sample, b) => Enumerable.Range(0, 4).Select(i => sample[..data.Length(b)].Skip(4).Select(y => y[i]).DefaultIfEmpty()).Select(v => largest ? v.Max() : v.Average()))];
    }
}

/// <summary>Convolutions that look ahead: there is no stream of them.</summary>
public class SameConv1DTests(ITestOutputHelper output) : LayerTests(Convolutions, output)
{
    private static readonly LayerCases Convolutions = new(
        "SameConvolutions",
        Case("Odd", new Conv1DSpec("conv1", 4, 3) { Padding = ConvolutionPadding.Same }, lengths: false),
        Case("Even", new Conv1DSpec("conv1", 5, 4) { Padding = ConvolutionPadding.Same, Dilation = 3 }, lengths: false),
        Case("Lengths", new Conv1DSpec("conv1", 4, 5) { Padding = ConvolutionPadding.Same, Activation = ActivationKind.Tanh }, lengths: true));

    [Fact]
    public void ThereIsNoStep() => Assert.Null(Convolutions.Models.Single("Odd", Body.Active).Instance.GetType().GetMethod("Step"));

    [Fact]
    public void TheWeightHasPyTorchsShape() => Assert.Equal([5, 3, 4], Convolutions.Models.Single("Even", Body.Active).Parameters.Tensors[0].Shape);

    private static LayerCase Case(string name, Conv1DSpec layer, bool lengths) => new(
        Specs.Sequence(name, 3, LossKind.External, layer) with { Inputs = new[] { new InputSpec(3, 6) { Lengths = lengths } } },
        data => [.. ConvolutionReference.Of(layer, data).SelectMany(s => s).SelectMany(y => y)]);
}

/// <summary>The definition, with plain loops over PyTorch's weight [out, in, k].</summary>
internal static class ConvolutionReference
{
    public static double[][][] Of(Conv1DSpec layer, LayerData data) => [.. data.Rows("x", 3).Select((sample, b) => sample.Select((_, t) => Step(layer, data, sample, t, data.Length(b))).ToArray())];

    private static double[] Step(Conv1DSpec layer, LayerData data, double[][] x, int t, int length)
    {
        var (weight, y) = (data["conv1.weight"], layer.WithoutBias ? new double[layer.Filters] : data["conv1.bias"]);
        var total = (layer.KernelSize - 1) * layer.Dilation;
        var before = layer.Padding == ConvolutionPadding.Same ? total / 2 : total;
        for (var o = 0; o < layer.Filters; o++)
        {
            for (var j = 0; j < layer.KernelSize; j++)
            {
                var from = t + (j * layer.Dilation) - before;
                for (var i = 0; i < 3 && from >= 0 && from < length; i++) y[o] += weight[(((o * 3) + i) * layer.KernelSize) + j] * x[from][i];
            }
        }

        return layer.Activation.Kind == ActivationKind.Tanh ? [.. y.Select(Math.Tanh)] : y;
    }
}
