using Conformance.Models;
using Mutation.Compiling;

namespace Mutation.Judge;

/// <summary>Attention by plain loops: every score, one head and several, over the keys that count and, causal, those up to the query's step.</summary>
internal static class AttentionChecks
{
    private const int Batch = 3, Steps = 4, Size = 4;

    /// <summary>Of the last sample no key counts.</summary>
    private static readonly float[] Lengths = [4, 2, 0];

    public static IEnumerable<Check> All =>
    [
        new("attention scores by loops", ["attending"], models => Judge(models.Create("attending"), (model, x, source, length) =>
        {
            var (v, scale) = (model.Parameters["additive.v"].ToArray(), Math.Sqrt(Size));
            double Additive(double[] q, double[] k) => Dot(v, Plain.Each(Plain.Product(model, "additive.wq", q), Plain.Product(model, "additive.wk", k), (a, b) => Math.Tanh(a + b)));
            return
            [
                Attend(x, source, source, length, Dot), Attend(x, source, source, length, (q, k) => Dot(q, k) / scale),
                Attend(x, source, source, length, Additive), Attend(x, x, x, null, (q, k) => Dot(q, k) / scale),
            ];
        })),
        new("attention heads by loops", ["heads"], models => Judge(models.Create("heads"), (model, x, source, length) => [Heads(model, "across", 2, x, source, length), Heads(model, "causal", 1, x, x, null)])),
    ];

    /// <summary>A head has rows of its own of each of Wq, Wk and Wv, which lie one below the other.</summary>
    private static double[][] Heads(TestModel<double> model, string layer, int heads, double[][] x, double[][] keys, int? length)
    {
        var part = Size / heads;
        double[][] Project(int which, int head, double[][] rows) =>
            [.. rows.Select(row => Plain.Affine(model, layer + ".in_proj_weight", layer + ".in_proj_bias", row)[((which * Size) + (head * part))..][..part])];
        var all = Enumerable.Range(0, heads).Select(h => Attend(Project(0, h, x), Project(1, h, keys), Project(2, h, keys), length, (q, k) => Dot(q, k) / Math.Sqrt(part))).ToArray();
        return [.. x.Select((_, t) => Plain.Affine(model, layer + ".out_proj.weight", layer + ".out_proj.bias", [.. all.SelectMany(head => head[t])]))];
    }

    /// <summary>Every query over the first keys; without their number, over those up to its own step.</summary>
    private static double[][] Attend(double[][] queries, double[][] keys, double[][] values, int? length, Func<double[], double[], double> score) =>
        [.. queries.Select((q, t) =>
        {
            double[] exponentials = [.. keys.Take(length ?? t + 1).Select(k => Math.Exp(score(q, k)))];
            return (double[])[.. Enumerable.Range(0, values[0].Length).Select(i => exponentials.Select((e, s) => e * values[s][i]).Sum() / Math.Max(exponentials.Sum(), double.Epsilon))];
        })];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (u, v) => u * v).Sum();

    private static void Judge(TestModel<double> model, Func<TestModel<double>, double[][], double[][], int, double[][][]> reference)
    {
        Plain.Draw(model);
        var random = Inputs.Random(model, Batch, Steps, seed: 6);
        var inputs = random with { Values = new Dictionary<string, float[]>(random.Values, StringComparer.Ordinal) { ["sourceLengths"] = Lengths } };
        var (x, source) = (Plain.Samples(inputs.Values["x"], Batch, Steps), Plain.Samples(inputs.Values["source"], Batch, Steps));
        var y = x.Select((sample, b) =>
        {
            var parts = reference(model, sample, source[b], (int)Lengths[b]);
            return Enumerable.Range(0, Steps).Select(t => parts.SelectMany(part => part[t]).ToArray()).ToArray();
        });
        Plain.Gives(model, inputs, Plain.Flat(y));
    }
}
