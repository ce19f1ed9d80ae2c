namespace Conformance.Layers;

/// <summary>Layers on images by their definitions, with plain loops: an image is image[row][column][channel].</summary>
internal static class ImageReference
{
    /// <summary>A row of values as an image, the pixels row by row and the channels of a pixel side by side.</summary>
    public static double[][][] Image(double[] values, int height, int width)
    {
        var channels = values.Length / (height * width);
        return [.. values.Chunk(width * channels).Select(row => row.Chunk(channels).ToArray())];
    }

    public static double[] Flat(double[][][] image) => [.. image.SelectMany(row => row).SelectMany(pixel => pixel)];

    /// <summary>The images of a batch, each on its own.</summary>
    public static double[] Each(LayerData data, int height, int width, Func<double[][][], double[]> of)
    {
        var x = data["x"];
        return [.. x.Chunk(x.Length / data.Batch).SelectMany(sample => of(Image(sample, height, width)))];
    }

    /// <summary>PyTorch's Conv2d with its weight [out, in, kernel height, kernel width].</summary>
    public static double[][][] Convolve(LayerData data, string layer, double[][][] x, int kernelHeight, int kernelWidth, bool same = false, Func<double, double>? activation = null)
    {
        var (weight, bias, channels) = (data[layer + ".weight"], data[layer + ".bias"], x[0][0].Length);
        var (up, left) = same ? ((kernelHeight - 1) / 2, (kernelWidth - 1) / 2) : (0, 0);
        var (height, width) = same ? (x.Length, x[0].Length) : (x.Length - kernelHeight + 1, x[0].Length - kernelWidth + 1);
        return Make(height, width, bias.Length, (row, column, o) =>
        {
            var sum = bias[o];
            for (var c = 0; c < channels; c++)
            {
                for (var i = 0; i < kernelHeight; i++)
                {
                    for (var j = 0; j < kernelWidth; j++)
                    {
                        var (r, q) = (row + i - up, column + j - left);
                        if (r >= 0 && r < x.Length && q >= 0 && q < x[0].Length) sum += weight[(((((o * channels) + c) * kernelHeight) + i) * kernelWidth) + j] * x[r][q][c];
                    }
                }
            }

            return activation is null ? sum : activation(sum);
        });
    }

    public static double[][][] Pool(double[][][] x, int poolHeight, int poolWidth, Func<IEnumerable<double>, double> of) =>
        Make(x.Length / poolHeight, x[0].Length / poolWidth, x[0][0].Length, (row, column, c) =>
            of(x.Skip(row * poolHeight).Take(poolHeight).SelectMany(r => r.Skip(column * poolWidth).Take(poolWidth)).Select(pixel => pixel[c])));

    public static double[] Dense(LayerData data, string layer, double[] x)
    {
        var weight = data[layer + ".weight"];
        return [.. data[layer + ".bias"].Select((b, n) => b + x.Select((v, k) => v * weight[(n * x.Length) + k]).Sum())];
    }

    private static double[][][] Make(int height, int width, int channels, Func<int, int, int, double> of) =>
        [.. Enumerable.Range(0, height).Select(r => Enumerable.Range(0, width).Select(q => Enumerable.Range(0, channels).Select(c => of(r, q, c)).ToArray()).ToArray())];
}
