using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>What a convolution reads beyond the ends of a sequence, and which of its results count.</summary>
public enum ConvolutionPadding
{
    /// <summary>Zeros before the first step: a result depends on its step and earlier ones, and streams.</summary>
    Causal,

    /// <summary>Zeros before the first and after the last step, of an odd number one more after: a result lies in the middle of what it reads.</summary>
    Same,

    /// <summary>None: as <see cref="Causal"/>, but the first results, which would read before the first step, are masked as padding is.</summary>
    Valid,
}

/// <summary>
/// Convolution along the steps: <c>y[t] = f(Σⱼ Wⱼ·x[t + j·dilation − p] + b)</c>, j = 0 … k − 1, with p = (k − 1)·dilation (causal, valid) or half of
/// it (same). PyTorch's Conv1d, weight [out, in, k] and bias [out], both from U(±1/√(in·k)); Keras stores [k, in, out]. Steps that do not
/// count are read as zeros. The result has as many steps as the input: with Valid, PyTorch and Keras leave out the (k − 1)·dilation results
/// that are masked here. Not supported: strides, groups.
/// </summary>
public sealed record Conv1DSpec(string Name, int Filters, int KernelSize) : LayerSpec(Name)
{
    private const int MaxReach = 1 << 20;

    public ConvolutionPadding Padding { get; init; } = ConvolutionPadding.Valid;

    /// <summary>Steps from one value that a result reads to the next.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Whether there is no b.</summary>
    public bool WithoutBias { get; init; }

    public ActivationSpec Activation { get; init; }

    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.Require(Filters > 0, SpecRule.SizeNotPositive, "filters", Text(Filters));
        layer.Require(KernelSize > 0, SpecRule.SizeNotPositive, "kernelSize", Text(KernelSize));
        layer.Require(Dilation > 0, SpecRule.SizeNotPositive, "Dilation", Text(Dilation));
        layer.RequireSequence(input);
        layer.Require(!input.Value.Shape.Axis!.IsImage, SpecRule.Contradiction, "Conv1D", "its input is an image; use [Conv2D]");
        layer.Expect(KernelSize > 1 || Dilation == 1, SpecRule.Contradiction, $"Dilation = {Text(Dilation)}", "a kernel of one step has no distances");
        var (graph, inputs, filters) = (layer.Graph, input.Value.Shape.Columns, layer.Dimension(Filters));
        layer.Require((KernelSize - 1L) * Dilation <= MaxReach && (long)KernelSize * inputs.Size <= MaxReach, SpecRule.Contradiction, "kernelSize", "a result reads at most 1,048,576 values and looks back as many steps");

        var reach = (KernelSize - 1) * Dilation;
        var steps = layer.MaxSteps(input.Value.Shape.Axis!);
        layer.Require(Padding != ConvolutionPadding.Valid || reach < steps, SpecRule.Contradiction, $"kernelSize = {Text(KernelSize)}{(Dilation > 1 ? $", Dilation = {Text(Dilation)}" : "")}", $"its input has {Text(steps)} steps, of which a result reads {Text(reach + 1)} without padding");
        var before = Padding == ConvolutionPadding.Same ? reach / 2 : reach;
        var x = input.Mask is null ? input.Value : (input.Value * input.Mask).Named(layer.Name("x"));
        var window = graph.Interleave(Identifier.Pascal(Name) + "Window", [.. Enumerable.Range(0, KernelSize).Select(j => Past(layer, x, before - (j * Dilation), "past"))]);
        if (KernelSize > 1) window.Named(layer.Name("window"));

        var initializer = new InitializerSpec.UniformInverseSqrt(window.Shape.Columns.Size);
        var weights = graph.Weights(layer.Kernel("weight", Filters, inputs.Size, initializer, KernelSize), 0, filters, window.Shape.Columns);
        var product = graph.MatMul(window, weights);
        var sum = (WithoutBias ? product : product + graph.Bias(layer.Vector("bias", Filters, initializer), 0, filters)).Named(layer.Name("a"));
        var output = Activation.Apply(sum).Named(layer.Name("y"));
        layer.Describe($"Conv1D {inputs} → {filters}, kernel {Text(KernelSize)}{(Dilation > 1 ? $", dilation {Text(Dilation)}" : "")}, {Padding}{(WithoutBias ? ", no bias" : "")}{Activation.Suffix()}", output);
        return new Flow(output, Padding == ConvolutionPadding.Valid && reach > 0 ? Full(layer, input, reach) : input.Mask);
    }

    private static Value Past(LayerContext layer, Value x, int steps, string letter) =>
        steps == 0 ? x : layer.Graph.Shift(x, steps).Named(layer.Name(letter));

    /// <summary>1 where all that a result reads lies within the sequence.</summary>
    private static Value Full(LayerContext layer, Flow input, int reach)
    {
        var counts = input.Mask ?? layer.Graph.Broadcast(layer.Graph.Constant(1), Shape.Plane(Ir.Dimension.Column, input.Value.Shape.Axis));
        var full = Past(layer, counts, reach, "full");
        return input.Mask is null ? full : full * input.Mask;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
