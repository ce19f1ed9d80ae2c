using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Of every window of an image the largest values, the first of equal ones taking the gradient, or their mean: <c>y[r, c] = max x[r·poolHeight + i,
/// c·poolWidth + j]</c>. Windows lie side by side; what remains at the edges is left out. Keras' MaxPooling2D and AveragePooling2D (padding
/// valid); PyTorch's MaxPool2d and AvgPool2d. No weights. Not supported: strides other than the window.
/// </summary>
public sealed record Pooling2DSpec(string Name, PoolingKind Kind, int PoolHeight, int PoolWidth) : LayerSpec(Name)
{
    /// <summary>Rows of an image that comes as one row of values; 0 where the input knows.</summary>
    public int Height { get; init; }

    /// <summary>Pixels in a row of such an image.</summary>
    public int Width { get; init; }

    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.Require(PoolHeight > 0, SpecRule.SizeNotPositive, "poolHeight", Images.Text(PoolHeight));
        layer.Require(PoolWidth > 0, SpecRule.SizeNotPositive, "poolWidth", Images.Text(PoolWidth));
        var x = Images.Read(layer, input, Height, Width);
        var image = x.Shape.Axis!;
        layer.Require(PoolHeight <= image.Height && PoolWidth <= image.Width, SpecRule.Contradiction, $"a window of {Images.Size(PoolHeight, PoolWidth)}", $"its input is an image of {Images.Size(image.Height, image.Width)}");
        var axis = Axis.Image(image.Height / PoolHeight, image.Width / PoolWidth);
        var output = new Windowing(layer, axis, new WindowSide(0, PoolHeight, PoolHeight), new WindowSide(0, PoolWidth, PoolWidth)).Pool(Kind, x).Named(layer.Name("y"));
        layer.Describe($"{(Kind == PoolingKind.Maximum ? "Max" : "Average")}Pooling {Images.Size(PoolHeight, PoolWidth)}", output);
        return new Flow(output);
    }
}
