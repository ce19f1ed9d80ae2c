using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>What the layers on images share: an image is a sequence of its pixels, row by row, on an axis that knows its size.</summary>
internal static class Images
{
    /// <summary>Places of a window in one row, and pixels of an image.</summary>
    public const int MaxSize = 1 << 20;

    /// <summary>The input as an image: what a layer on images gives, or a row of height · width · channels values.</summary>
    public static Value Read(LayerContext layer, Flow input, int height, int width)
    {
        var (x, said) = (input.Value, $"Height = {Text(height)}, Width = {Text(width)}");
        if (x.Shape.Axis is { IsImage: true } image)
        {
            layer.Expect((height == 0 || height == image.Height) && (width == 0 || width == image.Width), SpecRule.Contradiction, said, $"its input is an image of {Text(image.Height)} × {Text(image.Width)} already; leave them out");
            return x;
        }

        layer.Require(!x.Shape.Time, SpecRule.Contradiction, "an image", "its input is a sequence; an image is one row of Height · Width · channels values, or the output of a layer on images");
        layer.Require(height > 0 && width > 0, SpecRule.Contradiction, said, $"its input is a row of {x.Shape.Columns} values; say how many rows of pixels they are and how many pixels a row has");
        var pixels = (long)height * width;
        layer.Require(pixels <= MaxSize, SpecRule.Contradiction, said, "an image has at most 1,048,576 pixels");
        layer.Require(x.Shape.Columns.Size % pixels == 0, SpecRule.Contradiction, said, $"its input is a row of {x.Shape.Columns} values, which is no whole number of channels for {pixels.ToString(CultureInfo.InvariantCulture)} pixels");
        var channels = new Dimension(Identifier.Pascal(layer.LayerName) + "Channel", x.Shape.Columns.Size / (int)pixels);
        return layer.Graph.ColumnsToSteps(x, Axis.Image(height, width), channels).Named(layer.Name("image"));
    }

    /// <summary>A kernel or a window as people write it.</summary>
    public static string Size(int height, int width) => $"{Text(height)} × {Text(width)}";

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
