using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Convolution of an image: <c>y[r, c] = f(Σ W[i, j]·x[r + i − p, c + j − q] + b)</c>, i = 0 … kernelHeight − 1, j = 0 … kernelWidth − 1, with p = q =
/// 0 (valid: the result is smaller by the kernel's size less 1) or half of that, rounded down (same: zeros around the image). PyTorch's Conv2d,
/// weight [out, in, kernelHeight, kernelWidth] and bias [out], both from U(±1/√(in·kernelHeight·kernelWidth)); Keras stores
/// [kernelHeight, kernelWidth, in, out]. An image that comes as one row has its pixels row by row and the channels of a pixel side by side, as
/// in Keras. Not supported: strides, dilation, groups.
/// </summary>
public sealed record Conv2DSpec(string Name, int Filters, int KernelHeight, int KernelWidth) : LayerSpec(Name)
{
    /// <summary>Rows of an image that comes as one row of values; 0 where the input knows.</summary>
    public int Height { get; init; }

    /// <summary>Pixels in a row of such an image.</summary>
    public int Width { get; init; }

    public ConvolutionPadding Padding { get; init; } = ConvolutionPadding.Valid;

    /// <summary>Whether there is no b.</summary>
    public bool WithoutBias { get; init; }

    public ActivationSpec Activation { get; init; }

    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.Require(Filters > 0, SpecRule.SizeNotPositive, "filters", Images.Text(Filters));
        layer.Require(KernelHeight > 0, SpecRule.SizeNotPositive, "kernelHeight", Images.Text(KernelHeight));
        layer.Require(KernelWidth > 0, SpecRule.SizeNotPositive, "kernelWidth", Images.Text(KernelWidth));
        layer.Require(Padding != ConvolutionPadding.Causal, SpecRule.Contradiction, "Padding = Causal", "an image has no direction; use Valid or Same");
        var x = Images.Read(layer, input, Height, Width);
        var (graph, inputs, filters, image) = (layer.Graph, x.Shape.Columns, layer.Dimension(Filters), x.Shape.Axis!);
        layer.Require((long)KernelHeight * KernelWidth <= Images.MaxSize / inputs.Size, SpecRule.Contradiction, $"a kernel of {Images.Size(KernelHeight, KernelWidth)}", "a result reads at most 1,048,576 values");
        var same = Padding == ConvolutionPadding.Same;
        var (height, width) = same ? (image.Height, image.Width) : (image.Height - KernelHeight + 1, image.Width - KernelWidth + 1);
        layer.Require(height > 0 && width > 0, SpecRule.Contradiction, $"a kernel of {Images.Size(KernelHeight, KernelWidth)}", $"its input is an image of {Images.Size(image.Height, image.Width)}; with Padding = Same a kernel may be larger");

        var window = new Windowing(layer, Axis.Image(height, width), Side(KernelHeight), Side(KernelWidth)).Row(x);
        var initializer = new InitializerSpec.UniformInverseSqrt(window.Shape.Columns.Size);
        var weights = graph.Weights(layer.Kernel("weight", Filters, inputs.Size, initializer, KernelHeight, KernelWidth), 0, filters, window.Shape.Columns);
        var product = graph.MatMul(window, weights);
        var sum = (WithoutBias ? product : product + graph.Bias(layer.Vector("bias", Filters, initializer), 0, filters)).Named(layer.Name("a"));
        var output = Activation.Apply(sum).Named(layer.Name("y"));
        layer.Describe($"Conv2D {inputs} → {filters}, kernel {Images.Size(KernelHeight, KernelWidth)}, {Padding}{(WithoutBias ? ", no bias" : "")}{Activation.Suffix()}", output);
        return new Flow(output);

        WindowSide Side(int size) => new(same ? -(size - 1) / 2 : 0, size, 1);
    }
}
