using Conformance.Models;
using Mutation.Compiling;
using RnnGen.Numerics;

namespace Mutation.Judge;

/// <summary>Products with rounded weights, by plain loops over weights that were rounded before.</summary>
internal static class RoundedChecks
{
    /// <summary>Sums of some forty terms below 4, or of three hundred below 1, in single precision.</summary>
    private const double Bound = 1e-5;

    public static IEnumerable<Check> All =>
    [
        .. Checks("rounded weights", "rounded", row => [.. row.Select(Bf16Packing.Round)]),
        .. Checks("weights of a byte", "bytes", Bytes),
    ];

    private static IEnumerable<Check> Checks(string what, string name, Func<float[], float[]> round)
    {
        var join = name + "_join";
        yield return new(what + " by loops", [name], models => Judge(models, name, steps: 3, (model, x) => Dense("c", Dense("b", Dense("a", x, model), model), model)));
        yield return new(what + " of joined layers by loops", [join], models => Judge(models, join, steps: 1, (model, x) => Dense("c", [.. Dense("a", x, model), .. Dense("b", x, model)], model)));
        yield return new(what + " step by step", [name], models => Step(models, name));

        double[] Dense(string layer, double[] x, TestModel<float> model) =>
        [
            .. model.Parameters[layer + ".weight"].ToArray().Chunk(x.Length)
                .Zip(model.Parameters[layer + ".bias"].ToArray(), (row, bias) => bias + round(row).Zip(x, (w, v) => w * v).Sum()),
        ];
    }

    private static void Judge(MutatedModels models, string name, int steps, Func<TestModel<float>, double[], double[]> reference)
    {
        var model = models.Create<float>(name);
        var inputs = Inputs.Random(model, batch: 3, steps, seed: 3);
        var expected = Plain.Samples(inputs.Values["x"], inputs.Batch, steps).SelectMany(sample => sample).SelectMany(x => reference(model, x));
        Agreement.Within(Bound, [.. expected], Runner.Predict(model, inputs)["y"], name);
    }

    private static void Step(MutatedModels models, string name)
    {
        var model = models.Create<float>(name);
        var inputs = Inputs.Random(model, batch: 1, steps: 3, seed: 4);
        var (expected, y) = (Runner.Predict(model, inputs)["y"], new float[2]);
        model.Restart();
        for (var t = 0; t < inputs.Steps; t++)
        {
            model.Step(inputs.Values["x"][(3 * t)..(3 * (t + 1))], y);
            Agreement.InBits(expected.AsSpan(2 * t, 2), Runner.Doubles<float>(y), $"step {t}");
        }
    }

    private static float[] Bytes(float[] row)
    {
        Int8Packing.Round(row);
        return row;
    }
}
