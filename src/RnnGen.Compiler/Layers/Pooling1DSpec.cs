using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Of every window of <paramref name="Size"/> steps, <paramref name="Stride"/> steps apart, the largest values or their mean: <c>y[t] = maxⱼ x[t·stride + j]</c>, j = 0 … size − 1, the
/// first of equal ones taking the gradient, on an axis of ⌊(steps − size) / stride⌋ + 1 steps. Only windows that lie within the sequence are
/// formed, and of a padded one only those count whose steps all do. Keras' MaxPooling1D and AveragePooling1D (padding valid); PyTorch's
/// MaxPool1d and AvgPool1d. No weights. Not supported: streams, where a step does not know its number.
/// </summary>
public sealed record Pooling1DSpec(string Name, PoolingKind Kind, int Size, int Stride) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.Require(Size > 0, SpecRule.SizeNotPositive, "size", Text(Size));
        layer.Require(Stride > 0, SpecRule.SizeNotPositive, "Stride", Text(Stride));
        layer.RequireSequence(input);
        var axis = input.Value.Shape.Axis!;
        layer.Require(!axis.IsImage, SpecRule.Contradiction, Title + "1D", $"its input is an image; use [{Title}2D]");
        layer.Require(Size <= layer.MaxSteps(axis), SpecRule.Contradiction, $"size = {Text(Size)}", $"its input has {Text(layer.MaxSteps(axis))} steps");
        layer.Require(Stride <= 1 << 20, SpecRule.Contradiction, $"Stride = {Text(Stride)}", "a stride is 1,048,576 steps at most");
        var windows = new Windowing(layer, axis.Windows(Size, Stride), new WindowSide(0, Size, Stride), WindowSide.One);
        var output = windows.Pool(Kind, input.Value).Named(layer.Name("y"));
        layer.Describe($"{Title} {Text(Size)}{(Stride == Size ? "" : $", stride {Text(Stride)}")}", output);
        return new Flow(output, input.Mask is null ? null : windows.All(input.Mask).Named(layer.Name("full")));
    }

    private string Title => Kind == PoolingKind.Maximum ? "MaxPooling" : "AveragePooling";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
