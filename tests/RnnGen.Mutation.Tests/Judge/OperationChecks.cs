using Conformance.Models;
using Mutation.Compiling;

namespace Mutation.Judge;

/// <summary>The layers that exist for operations only are their equations.</summary>
internal static class OperationChecks
{
    /// <summary>A chunk has four steps at least: 128 samples leave two steps to a second one.</summary>
    private const int Steps = 6;

    public static IEnumerable<Check> All =>
    [
        new("operations by loops", ["operations"], models => Check(models, "operations", 3, Operations)),
        new("repetitions by loops", ["repetitions"], models => Check(models, "repetitions", 3, Repetitions)),
        new("repetitions in chunks", ["repetitions"], models => Check(models, "repetitions", 3, Repetitions, batch: 128)),
        new("attention by loops", ["attention"], models => Attention(models, batch: 2)),
        new("attention in chunks", ["attention"], models => Attention(models, batch: 128)),
        new("context by loops", ["context"], models => Context(models, batch: 2)),
        new("context in chunks", ["context"], models => Context(models, batch: 128)),
        new("folding by loops", ["folding"], models => Check(models, "folding", 6, Folding)),
    ];

    private static void Check(MutatedModels models, string name, int columns, Func<TestModel<double>, double[][], IEnumerable<double[]>> reference, int batch = 2)
    {
        var model = models.Create(name);
        var inputs = Inputs.Random(model, batch, Steps, seed: 5);
        var x = inputs.Values["x"];
        var samples = Plain.Samples(x, batch, x.Length / batch / columns);
        Plain.Gives(model, inputs, Plain.Flat(samples.Select(sample => reference(model, sample).ToArray())));
    }

    private static IEnumerable<double[]> Operations(TestModel<double> model, double[][] x)
    {
        var (p, q) = (model.Parameters["operations.p"].ToArray(), model.Parameters["operations.q"].ToArray());
        return x.Select(row =>
        {
            double[] all = [.. row.Select((v, i) => (p[i] * v) + q[i])];
            var (sum, squares) = (all.Sum(), all.Sum(a => a * a));
            var (own, total) = (Times("operations.weight", all), Times("operations.weight", row).Sum());
            return (double[])[.. all.Select((a, i) =>
                (a / (2 + (a * a))) + (2 * Math.Sqrt(1 + Math.Exp(a))) + (3 * Math.Log(2 + (a * a))) - (4 * Math.Abs(a))
                + (5 * Math.Max(a, row[i])) + (6 * Math.Min(a, row[i] * q[i])) + (7 * (row[i] > 0 ? a : -1 / (1 + Math.Exp(-a))))
                + Math.Log(1 + Math.Exp(a * sum)) + (Math.Max(a, 0) * Math.Tanh(a)) + (squares * q[i]) + own[i] + total)];
        });

        double[] Times(string weight, double[] row) => Plain.Product(model, weight, row);
    }

    private static IEnumerable<double[]> Repetitions(TestModel<double> model, double[][] x)
    {
        var (p, w) = (model.Parameters["repetitions.p"].ToArray(), model.Parameters["repetitions.w"].ToArray());
        double At(int t, int i) => t < 0 || t >= x.Length ? 0 : p[i] * x[t][i];
        return x.Select((_, t) => (double[])[.. Enumerable.Range(0, 3).SelectMany(i => new[]
        {
            ((w[i] + w[3 + i]) * At(t, i)) + (2 * At(t - 1, i)),
            (w[2 * i] + w[(2 * i) + 1]) * At(t, i) * At(t + 1, i),
        })]);
    }

    private static void Attention(MutatedModels models, int batch)
    {
        var model = models.Create("attention");
        var inputs = Inputs.Random(model, batch, Steps, seed: 5);
        double[][][] Rows(string letter, string input) =>
            [.. Plain.Samples(inputs.Values[input], batch, Steps).Select(sample => sample.Select(row => Plain.Product(model, "attention." + letter, row)).ToArray())];
        var (q, k, v) = (Rows("q", "x"), Rows("k", "source"), Rows("v", "source"));
        var y = q.Select((sample, b) => sample.Select(query => (double[])[.. Enumerable.Range(0, 3).Select(n =>
            k[b].Zip(v[b], (key, value) => Math.Tanh(query.Zip(key, (a, c) => a * c).Sum()) * value[n]).Sum())]).ToArray());
        Plain.Gives(model, inputs, Plain.Flat(y));
    }

    private static IEnumerable<double[]> Folding(TestModel<double> model, double[][] x)
    {
        var p = model.Parameters["folding.p"].ToArray();
        return x.Select(row => (double[])[.. row.Select((v, i) => p[i] * Math.Tanh(p[i] * v))]);
    }

    private static void Context(MutatedModels models, int batch)
    {
        var model = models.Create("context");
        var inputs = Inputs.Random(model, batch, Steps, seed: 5);
        var (x, c, p) = (Plain.Samples(inputs.Values["x"], batch, Steps), Plain.Samples(inputs.Values["c"], batch, 1), model.Parameters["context.p"].ToArray());
        var y = x.Select((sample, b) =>
        {
            var (h, k, m, rows) = (c[b][0], new double[3], new double[3], new double[Steps][]);
            for (var t = Steps - 1; t >= 0; t--)
            {
                var given = Plain.Each(sample[t], c[b][0], (u, v) => u * v);
                h = [.. Enumerable.Range(0, 3).Select(i => Math.Tanh((p[i] * h[i]) + given[i] + k[i] + m[i]))];
                (k, m, rows[t]) = (given, c[b][0], h);
            }

            return rows.Select(row => Plain.Each(row, h, (u, v) => u + v)).ToArray();
        });
        Plain.Gives(model, inputs, Plain.Flat(y));
    }
}
