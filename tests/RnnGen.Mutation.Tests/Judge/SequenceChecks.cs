using Conformance.Models;
using Mutation.Compiling;

namespace Mutation.Judge;

/// <summary>Layers along the steps by plain loops: convolutions, pooling, positions, repetition, normalization, states that start from elsewhere.</summary>
internal static class SequenceChecks
{
    private const int Batch = 3, Steps = 4;

    private static readonly float[] Lengths = [4, 2, 0];

    public static IEnumerable<Check> All =>
    [
        new("convolutions by loops", ["convolving"], models => Check(models, "convolving", (model, x, length) =>
        {
            var (causal, same, dilated) = (Convolve(model, "causal", x[..length], 3, 1, 2), Convolve(model, "same", x[..length], 4, 1, 1), Convolve(model, "dilated", x[..length], 2, 2, 2));

            // Of an input, what does not count is zero; of a layer with a bias it is not.
            var behind = Convolve(model, "behind", [.. x[..length].Select(row => Plain.Dense(model, "dense", row))], 3, 1, 1);
            return Enumerable.Range(0, Steps).Select(t => (double[])[.. causal(t).Select(Math.Tanh), .. same(t), .. dilated(t), .. behind(t)]);
        })),
        new("global pooling by loops", ["pooling"], models => Check(models, "pooling", (model, x, length) =>
        {
            var valid = Enumerable.Range(0, length).Skip(1).Select(Convolve(model, "valid", x[..length], 2, 1, 1)).ToArray();
            double[] Each(Func<IEnumerable<double>, double> of) => [.. Enumerable.Range(0, 2).Select(i => of(valid.Select(row => row[i]).DefaultIfEmpty()))];
            return [[.. Each(v => v.Max()), .. Each(v => v.Average())]];
        })),
        new("normalization by loops", ["normalizing"], models => Check(models, "normalizing", (model, x, _) => x.Select(row =>
        {
            var (weight, bias, mean) = (model.Parameters["norm.weight"].ToArray(), model.Parameters["norm.bias"].ToArray(), row.Average());
            var deviation = Math.Sqrt(row.Average(v => (v - mean) * (v - mean)) + 0.1);
            double[] exponentials = [.. row.Select((v, i) => Math.Exp(((v - mean) / deviation * weight[i]) + bias[i]))];
            return exponentials.Select(e => e / exponentials.Sum()).ToArray();
        }))),
        new("large scores", ["normalizing"], Large),
        new("positions by loops", ["positions"], models => Check(models, "positions", (_, x, _) => x.Select((row, t) => row.Select((v, i) =>
        {
            var angle = t / Math.Pow(10000, 2 * (i / 2) / 5.0);
            return v + (i % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
        }).ToArray()))),
        new("repetition by loops", ["repeating"], models => Check(models, "repeating", (model, x, _) => new PlainRnn(model, "rnn", 2).Run([[x[0], x[0], x[0]]])[0])),
        new("flattening by loops", ["flattening"], models => Check(models, "flattening", (_, x, length) => x.Select((row, t) => t < length ? row : new double[3]))),
        new("last output repeated by loops", ["repeated_output"], models => Check(models, "repeated_output", (model, x, length) =>
        {
            var y = new PlainRnn(model, "rnn", 2).Run([x])[0];
            return y.Select((_, t) => length == 0 ? new double[2] : y[Math.Min(t, length - 1)]);
        })),
        new("products by loops", ["products"], models => Check(models, "products", (model, x, _) => x.Select(row =>
        {
            var scaled = Plain.Each(row, model.Parameters["products.p"].ToArray(), (v, p) => p * v);
            double[] a = [.. scaled.Select(Math.Tanh)], s = [.. scaled.Select(v => 1 / (1 + Math.Exp(-v)))];
            double[] Sum(double[] start, string weight, double[] left) => Plain.Each(start, Plain.Product(model, "products." + weight, left), (u, v) => u + v);
            return Plain.Each(Sum(a, "own", a), Plain.Each(Sum(s, "first", row), Sum(s, "second", row), (u, v) => u * v), (u, v) => u * v);
        }))),
        new("translation by loops", ["translating"], Translate),
        new("carried states by loops", ["carrying"], Carry),
    ];

    private static void Check(MutatedModels models, string name, Func<TestModel<double>, double[][], int, IEnumerable<double[]>> reference)
    {
        var model = models.Create(name);
        Plain.Draw(model);
        var inputs = Inputs.Random(model, Batch, Steps, seed: 7);
        var lengths = inputs.Values.ContainsKey("lengths") ? Lengths : [Steps, Steps, Steps];
        if (inputs.Values.ContainsKey("lengths")) inputs = inputs with { Values = new Dictionary<string, float[]>(inputs.Values, StringComparer.Ordinal) { ["lengths"] = Lengths } };
        var x = Plain.Samples(inputs.Values["x"], Batch, model.Table["x"].Axis is null ? 1 : Steps);
        Plain.Gives(model, inputs, Plain.Flat(x.Select((sample, b) => reference(model, sample, (int)lengths[b]).ToArray())));
    }

    /// <summary>y[t] = Σⱼ Wⱼ·x[t + j·dilation − before] + b with PyTorch's weight [out, in, k].</summary>
    private static Func<int, double[]> Convolve(TestModel<double> model, string layer, double[][] x, int size, int dilation, int before)
    {
        var weight = model.Parameters[layer + ".weight"].ToArray();
        return t => [.. model.Parameters[layer + ".bias"].ToArray().Select((bias, o) => bias + Enumerable.Range(0, size).Sum(j =>
            t + (j * dilation) - before is var from && from >= 0 && from < x.Length ? x[from].Select((v, i) => v * weight[(((o * 3) + i) * size) + j]).Sum() : 0))];
    }

    /// <summary>Exponentials that are no numbers: of five numbers, two are the largest by far.</summary>
    private static void Large(MutatedModels models)
    {
        var model = models.Create("normalizing");
        model.Parameters["norm.weight"].Fill(0);
        new double[] { 1000, -1000, 1000, 0, 0 }.CopyTo(model.Parameters["norm.bias"]);
        model.RefreshWeights();
        Agreement.Within(0, [0.5, 0, 0.5, 0, 0], Runner.Predict(model, Inputs.Random(model, 1, 1, seed: 7))["y"], "y");
    }

    /// <summary>Every cell of two decoders starts from where that of the encoder ends.</summary>
    private static void Translate(MutatedModels models)
    {
        var model = models.Create("translating");
        var inputs = Inputs.Random(model, Batch, Steps, seed: 7);
        var (encoder, x) = (new PlainRnn(model, "encoder", 2), Plain.Samples(inputs.Values["x"], Batch, Steps));
        var lower = encoder.Run(Plain.Samples(inputs.Values["source"], Batch, Steps));
        var (first, second) = (Last(lower), Last(encoder.Run(lower, cell: 1)));
        Plain.Gives(model, inputs, Plain.Flat(Plain.Steps(Decode("decoder"), Decode("other"), (a, b) => [.. a, .. b])));

        double[][] Last(double[][][] states) => [.. states.Select(sample => sample[^1])];
        double[][][] Decode(string layer)
        {
            var decoder = new PlainRnn(model, layer, 2);
            return decoder.Run(decoder.Run(x, start: first), cell: 1, start: second);
        }
    }

    /// <summary>The second window goes on from the first; a prediction does not.</summary>
    private static void Carry(MutatedModels models)
    {
        var model = models.Create("carrying");
        var (first, second) = (Inputs.Random(model, Batch, Steps, seed: 7), Inputs.Random(model, Batch, Steps, seed: 8));
        var (rnn, workspace) = (new PlainRnn(model, "rnn", 2), model.CreateTrainingWorkspace(Batch, Steps));
        var before = rnn.Run(Plain.Samples(first.Values["x"], Batch, Steps));
        var x = Plain.Samples(second.Values["x"], Batch, Steps);
        Agreement.Within(Plain.Bound, Plain.Flat(rnn.Run(x)), Runner.Predict(model, second)["y"], "Predict");
        workspace.CarryState = true;
        Agreement.Within(Plain.Bound, Plain.Flat(before), Runner.Train(model, first, workspace)["y"], "first window");
        Agreement.Within(Plain.Bound, Plain.Flat(rnn.Run(x, start: [.. before.Select(sample => sample[^1])])), Runner.Train(model, second, workspace)["y"], "second window");
    }
}
