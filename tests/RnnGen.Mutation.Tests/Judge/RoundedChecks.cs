using Conformance.Models;
using Mutation.Compiling;
using RnnGen.Numerics;

namespace Mutation.Judge;

/// <summary>Products with rounded weights, by plain loops over weights that were rounded before.</summary>
internal static class RoundedChecks
{
    /// <summary>Sums of some forty terms below 4, in single precision.</summary>
    private const double Bound = 1e-5;

    public static IEnumerable<Check> All =>
    [
        new("rounded weights by loops", ["rounded"], models => Judge(models, "rounded", steps: 3, (model, x) => Dense(model, "c", Dense(model, "b", Dense(model, "a", x))))),
        new("rounded weights of joined layers by loops", ["rounded_join"], models => Judge(models, "rounded_join", steps: 1, (model, x) => Dense(model, "c", [.. Dense(model, "a", x), .. Dense(model, "b", x)]))),
        new("rounded weights step by step", ["rounded"], Step),
    ];

    private static void Judge(MutatedModels models, string name, int steps, Func<TestModel<float>, double[], double[]> reference)
    {
        var model = models.Create<float>(name);
        var inputs = Inputs.Random(model, batch: 3, steps, seed: 3);
        var expected = Plain.Samples(inputs.Values["x"], inputs.Batch, steps).SelectMany(sample => sample).SelectMany(x => reference(model, x));
        Agreement.Within(Bound, [.. expected], Runner.Predict(model, inputs)["y"], name);
    }

    private static void Step(MutatedModels models)
    {
        var model = models.Create<float>("rounded");
        var inputs = Inputs.Random(model, batch: 1, steps: 3, seed: 4);
        var (expected, y) = (Runner.Predict(model, inputs)["y"], new float[2]);
        model.Restart();
        for (var t = 0; t < inputs.Steps; t++)
        {
            model.Step(inputs.Values["x"][(3 * t)..(3 * (t + 1))], y);
            Agreement.InBits(expected.AsSpan(2 * t, 2), Runner.Doubles<float>(y), $"step {t}");
        }
    }

    private static double[] Dense(TestModel<float> model, string layer, double[] x) =>
    [
        .. model.Parameters[layer + ".weight"].ToArray().Chunk(x.Length)
            .Zip(model.Parameters[layer + ".bias"].ToArray(), (row, bias) => bias + row.Zip(x, (w, v) => Bf16Packing.Round(w) * v).Sum()),
    ];
}
