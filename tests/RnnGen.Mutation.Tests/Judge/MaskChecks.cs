using Conformance.Models;
using Mutation.Compiling;

namespace Mutation.Judge;

/// <summary>Padding, by plain loops: steps that do not count leave states, give zeros and are no part of a mean.</summary>
internal static class MaskChecks
{
    private const int Batch = 3, Steps = 4;

    public static IEnumerable<Check> All =>
    [
        new("masked tokens by loops", ["masked"], Masked),
        new("labelled steps by loops", ["labelled"], Labelled),
        new("nothing that counts", ["labelled"], Nothing),
        new("mean over steps by loops", ["forecast"], models => Forecast(models, "forecast", error => error * error)),
        new("bounded errors by loops", ["bounded"], models => Forecast(models, "bounded", error => Math.Abs(error) <= 0.3 ? 0.5 * error * error : 0.3 * (Math.Abs(error) - (0.5 * 0.3)))),
        new("weighed classes by loops", ["weighed"], Weighed),
    ];

    private static void Masked(MutatedModels models)
    {
        var model = models.Create("masked");
        float[] tokens = [2, 0, 3, 1, 4, 0, 4, 2, 0, 1, 2, 3], lengths = [4, 3, 4];
        var random = Inputs.Random(model, Batch, Steps, seed: 3);
        var inputs = new Inputs(Batch, Steps, new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = tokens, ["lengths"] = lengths, ["target"] = random.Values["target"] });
        var rows = model.Parameters["embedding.weight"].ToArray().Chunk(3).ToArray();
        bool Counts(int b, int t) => t < lengths[b] && tokens[(b * Steps) + t] != 0;
        var x = tokens.Select(token => rows[(int)token]).Chunk(Steps).ToArray();
        var y = new PlainRnn(model, "rnn", 2).Run(x, counts: Counts).Select(sample => sample.Select(row => Plain.Dense(model, "head", row)).ToArray()).ToArray();
        Plain.Gives(model, inputs, Plain.Flat(y));
        var target = Plain.Samples(inputs.Values["target"], Batch, Steps);
        var errors = Plain.Steps(y, target, (a, b) => Plain.Each(a, b, (u, v) => (u - v) * (u - v)));
        var counted = errors.SelectMany((sample, b) => sample.Where((_, t) => Counts(b, t))).SelectMany(row => row).ToArray();
        Agreement.Within(Plain.Bound, [counted.Average()], Runner.Train(model, inputs)["loss"], "loss");
    }

    private static void Forecast(MutatedModels models, string name, Func<double, double> loss)
    {
        var model = models.Create(name);
        var inputs = Inputs.Random(model, Batch, Steps, seed: 4);
        var y = Plain.Flat(new PlainRnn(model, "rnn", 2).Run(Plain.Samples(inputs.Values["x"], Batch, Steps)));
        Plain.Gives(model, inputs, y);
        Agreement.Within(Plain.Bound, [y.Zip(inputs.Values["target"], (a, b) => loss(a - b)).Average()], Runner.Train(model, inputs)["loss"], "loss");
    }

    /// <summary>A batch without a label that counts has the loss 0, and no gradients.</summary>
    private static void Nothing(MutatedModels models)
    {
        var model = models.Create("labelled");
        var labels = new float[Batch * Steps];
        labels.AsSpan().Fill(1);
        var random = Inputs.Random(model, Batch, Steps, seed: 4);
        var results = Runner.Train(model, random with { Values = new Dictionary<string, float[]>(random.Values, StringComparer.Ordinal) { ["target"] = labels } });
        Assert.Equal(0, Assert.Single(results["loss"]));
        foreach (var tensor in model.Parameters.Tensors) Assert.All(results[tensor.Name], gradient => Assert.Equal(0, gradient));
    }

    /// <summary>A class weighs in its own surprise and, by smoothing, in that of every step; the mean divides by the weights of the labels.</summary>
    private static void Weighed(MutatedModels models)
    {
        var model = models.Create("weighed");
        float[] lengths = [2, 4, 3], labels = [0, 2, 2, 0, 1, 2, 0, 2, 2, 1, 0, 0];
        double[] weights = [0.5, 3, 2];
        var x = Inputs.Random(model, Batch, Steps, seed: 4).Values["x"];
        var inputs = new Inputs(Batch, Steps, new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = x, ["lengths"] = lengths, ["target"] = labels });
        var y = new PlainRnn(model, "rnn", 3).Run(Plain.Samples(x, Batch, Steps), counts: (b, t) => t < lengths[b]);
        var counted = y.SelectMany((sample, b) => sample.Select((row, t) => (Row: row, Label: (int)labels[(b * Steps) + t], Counts: t < lengths[b]))).Where(step => step.Counts && step.Label != 1).ToArray();
        var sum = counted.Sum(step =>
        {
            double[] surprises = [.. step.Row.Select((v, i) => weights[i] * (Math.Log(step.Row.Sum(Math.Exp)) - v))];
            return (0.8 * surprises[step.Label]) + (0.2 / 3 * surprises.Sum());
        });
        Agreement.Within(Plain.Bound, [sum / counted.Sum(step => weights[step.Label])], Runner.Train(model, inputs)["loss"], "loss");
    }

    private static void Labelled(MutatedModels models)
    {
        var model = models.Create("labelled");
        float[] lengths = [2, 4, 3], labels = [0, 2, 2, 0, 1, 2, 0, 2, 2, 1, 0, 0];
        var x = Inputs.Random(model, Batch, Steps, seed: 4).Values["x"];
        var inputs = new Inputs(Batch, Steps, new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = x, ["lengths"] = lengths, ["target"] = labels });
        var y = new PlainRnn(model, "rnn", 3).Run(Plain.Samples(x, Batch, Steps), counts: (b, t) => t < lengths[b]);
        Plain.Gives(model, inputs, Plain.Flat(y));
        var surprises = y.SelectMany((sample, b) => sample.Select((row, t) => (Row: row, Label: (int)labels[(b * Steps) + t], Counts: t < lengths[b])))
            .Where(step => step.Counts && step.Label != 1)
            .Select(step => Math.Log(step.Row.Sum(Math.Exp)) - step.Row[step.Label]);
        Agreement.Within(Plain.Bound, [surprises.Average()], Runner.Train(model, inputs)["loss"], "loss");
    }
}
