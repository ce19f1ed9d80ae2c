using Conformance.Models;
using Mutation.Compiling;

namespace Mutation.Judge;

/// <summary>Dropout: what is left is scaled, every place has a mask of its own, and prediction knows none.</summary>
internal static class DropoutChecks
{
    private const double Rate = 0.3f;

    public static IEnumerable<Check> All =>
    [
        new("masks of dropout", ["dropouts"], Masks),
        new("places of dropout", ["dropping"], Places),
    ];

    private static void Masks(MutatedModels models)
    {
        const int Batch = 30, Steps = 20, Features = 5;
        var model = models.Create("dropouts");
        var inputs = Inputs.Random(model, Batch, Steps, seed: 1);
        var (x, upstream) = (inputs.Values["x"].Chunk(Features).ToArray(), inputs.Values["dY"].Chunk(2 * Features).ToArray());
        double[] twice = [.. x.SelectMany(row => row.Concat(row)).Select(v => (double)v)];
        Agreement.Within(0, twice, Runner.Predict(model, inputs)["y"], "prediction");
        var results = Runner.Train(model, inputs);
        var masks = results["y"].Zip(twice, (y, v) => y == 0 ? 0 : y / v).ToArray();

        // One rounding of the product and one of the quotient.
        Assert.All(masks, mask => Assert.True(mask == 0 || Math.Abs((mask * (1 - Rate)) - 1) < 1e-14, $"{mask:R}"));

        // The share of zeros is binomial: five of its standard deviations.
        var deviation = Math.Sqrt(Rate * (1 - Rate) / masks.Length);
        Assert.InRange((masks.Count(mask => mask == 0) / (double)masks.Length) - Rate, -5 * deviation, 5 * deviation);

        var both = masks.Chunk(Features).Chunk(2).ToArray();
        Assert.Contains(both, pair => !pair[0].SequenceEqual(pair[1]));

        // 30 samples leave 8 steps to a chunk. What is left differs in the last bit: only what is dropped tells the steps apart.
        var steps = masks.Select(mask => mask == 0 ? 0 : 1).Chunk(2 * Features).Select((row, i) => (row, Step: i % Steps)).GroupBy(r => r.Step, r => string.Join(' ', r.row)).Select(step => string.Join(' ', step));
        Assert.Equal(Steps, steps.Distinct().Count());
        var expected = upstream.SelectMany((d, row) => Enumerable.Range(0, Features).Select(i => (d[i] * both[row][0][i]) + (d[Features + i] * both[row][1][i])));
        Agreement.Within(1e-14, [.. expected], results["dX"], "dX");
    }

    /// <summary>At this rate all of the 36 masked values vanish, but for a probability of 1 in 280, which a seed decides once.</summary>
    private static void Places(MutatedModels models)
    {
        const int Batch = 2, Steps = 3;
        var model = models.Create("dropping");
        var inputs = Inputs.Random(model, Batch, Steps, seed: 2);
        var x = Plain.Samples(inputs.Values["x"], Batch, Steps);
        var (between, input) = (new PlainRnn(model, "between", 2), new PlainRnn(model, "input", 2));
        double[][][] Zeros(int columns) => [.. x.Select(sample => sample.Select(_ => new double[columns]).ToArray())];
        Agreement.Within(Plain.Bound, Together(between.Run(between.Run(x), cell: 1), input.Run(x)), Runner.Predict(model, inputs)["y"], "prediction");
        Agreement.Within(Plain.Bound, Together(between.Run(Zeros(2), cell: 1), input.Run(Zeros(3))), Runner.Train(model, inputs)["y"], "training");

        static double[] Together(double[][][] a, double[][][] b) => Plain.Flat(Plain.Steps(a, b, (u, v) => [.. u, .. v]));
    }
}
