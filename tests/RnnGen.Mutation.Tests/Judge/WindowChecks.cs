using Conformance.Models;
using Mutation.Compiling;

namespace Mutation.Judge;

/// <summary>Windows of images and sequences, by plain loops; 128 samples leave four steps to a chunk, the fewest that it has.</summary>
internal static class WindowChecks
{
    private const int Steps = 6, Height = 4, Width = 5, Channels = 2;

    public static IEnumerable<Check> All =>
    [
        new("images by loops", ["image"], models => Images(models, batch: 2)),
        new("images in chunks", ["image"], models => Images(models, batch: 128)),
        new("pooling by loops", ["pooled"], models => Pooling(models, batch: 5)),
        new("pooling in chunks", ["pooled"], models => Pooling(models, batch: 128)),
    ];

    private static void Images(MutatedModels models, int batch)
    {
        var model = models.Create("image");
        var inputs = Inputs.Random(model, batch, 1, seed: 4);
        Plain.Gives(model, inputs, [.. Runner.Convert<double>(inputs.Values["x"]).Chunk(Height * Width * Channels).SelectMany(x => Image(model, x))]);
    }

    /// <summary>The same padding of a kernel of 2 × 4, the largest of 2 × 2, the mean of 1 × 2.</summary>
    private static IEnumerable<double> Image(TestModel<double> model, double[] x)
    {
        var (weight, bias) = (model.Parameters["conv.weight"].ToArray(), model.Parameters["conv.bias"].ToArray());
        for (var row = 0; row < 4; row += 2)
        {
            for (var o = 0; o < bias.Length; o++) yield return (Largest(row, 0, o) + Largest(row, 2, o)) / 2;
        }

        double Largest(int row, int column, int o) =>
            new[] { Convolved(row, column, o), Convolved(row, column + 1, o), Convolved(row + 1, column, o), Convolved(row + 1, column + 1, o) }.Max();

        double Convolved(int row, int column, int o)
        {
            var sum = bias[o];
            for (var k = 0; k < Channels * 2 * 4; k++)
            {
                var (c, r, q) = (k / 8, row + (k / 4 % 2), column + (k % 4) - 1);
                if (r < Height && q is >= 0 and < Width) sum += weight[(o * Channels * 2 * 4) + k] * x[(((r * Width) + q) * Channels) + c];
            }

            return sum;
        }
    }

    /// <summary>The largest of two steps with the row of its place, and of those that count the mean.</summary>
    private static void Pooling(MutatedModels models, int batch)
    {
        var model = models.Create("pooled");
        var inputs = Inputs.Random(model, batch, Steps, seed: 4);
        var table = model.Parameters["position.weight"].ToArray();
        var expected = Plain.Samples(inputs.Values["x"], batch, Steps).SelectMany((x, b) => Enumerable.Range(0, 3).Select(i =>
            Enumerable.Range(0, Math.Max(0, (int)inputs.Values["lengths"][b] - 1)).Select(t => Math.Max(x[t][i], x[t + 1][i]) + table[(t * 3) + i]).DefaultIfEmpty().Average()));
        Plain.Gives(model, inputs, [.. expected]);
    }
}
