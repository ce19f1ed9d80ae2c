using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>Multi-head attention, positions, and an encoder block of both with what is there already, post-norm and pre-norm.</summary>
public class TransformerTests(ITestOutputHelper output) : LayerTests(Blocks, output)
{
    private static readonly LayerCases Blocks = new(
        "Transformers",
        Case("Itself", data => Flat(data, (x, b) => Heads(data, x, x, data.Length(b), 2, causal: false)), new MultiHeadAttentionSpec("attention1", 2)),
        Case("Causal", data => Flat(data, (x, b) => Heads(data, x, x, data.Length(b), 3, causal: true)), new MultiHeadAttentionSpec("attention1", 3) { Causal = true }),
        Case("Positions", data => Flat(data, (x, _) => Positions(x)), new PositionalEncodingSpec("position1")),
        Case(
            "PostNorm",
            data => Flat(data, (x, b) =>
            {
                var first = Norm(data, "norm1", Add(x, Heads(data, x, x, data.Length(b), 2, causal: false)));
                return Norm(data, "norm2", Add(first, Dense(data, "dense2", Relu(Dense(data, "dense1", first)))));
            }),
            new MultiHeadAttentionSpec("attention1", 2),
            new JoinSpec("add1", JoinKind.Add) { From = new[] { "x", "attention1" } },
            new LayerNormSpec("norm1"),
            new DenseSpec("dense1", 7, ActivationKind.Relu),
            new DenseSpec("dense2", 6, ActivationKind.Linear),
            new JoinSpec("add2", JoinKind.Add) { From = new[] { "norm1", "dense2" } },
            new LayerNormSpec("norm2")),
        Case(
            "PreNorm",
            data => Flat(data, (x, b) =>
            {
                var norm = Norm(data, "norm1", x);
                var first = Add(x, Heads(data, norm, norm, data.Length(b), 2, causal: false));
                return Add(first, Dense(data, "dense2", Relu(Dense(data, "dense1", Norm(data, "norm2", first)))));
            }),
            new LayerNormSpec("norm1"),
            new MultiHeadAttentionSpec("attention1", 2),
            new JoinSpec("add1", JoinKind.Add) { From = new[] { "x", "attention1" } },
            new LayerNormSpec("norm2"),
            new DenseSpec("dense1", 7, ActivationKind.Relu),
            new DenseSpec("dense2", 6, ActivationKind.Linear),
            new JoinSpec("add2", JoinKind.Add) { From = new[] { "add1", "dense2" } }));

    private static LayerCase Case(string name, Func<LayerData, double[]> reference, params LayerSpec[] layers) =>
        new(Specs.Sequence(name, 6, LossKind.External, layers) with { Inputs = new[] { new InputSpec(6, 9) { Lengths = true } } }, reference) { Width = 24, MaxSteps = 9 };

    private static double[] Flat(LayerData data, Func<double[][], int, double[][]> of) => [.. data.Rows("x", 6).SelectMany(of).SelectMany(y => y)];

    /// <summary>Rows of in_proj_weight: first those of all queries, then of all keys, then of all values, head after head.</summary>
    private static double[][] Heads(LayerData data, double[][] queries, double[][] keys, int length, int heads, bool causal)
    {
        var (weight, bias, size) = (data["attention1.in_proj_weight"].Chunk(6).ToArray(), data["attention1.in_proj_bias"], 6 / heads);
        double[][] Project(double[][] x, int which, int head) =>
            [.. x.Select(row => Enumerable.Range((which * 6) + (head * size), size).Select(r => AttentionReference.Dot(weight[r], row) + bias[r]).ToArray())];
        var results = Enumerable.Range(0, heads).Select(h => AttentionReference.Attend(
            Project(queries, 0, h), Project(keys, 1, h), Project(keys, 2, h), length, causal, (q, k) => AttentionReference.Dot(q, k) / Math.Sqrt(size)).Chunk(size).ToArray()).ToArray();
        var (outWeight, outBias) = (data["attention1.out_proj.weight"], data["attention1.out_proj.bias"]);
        return [.. queries.Select((_, t) => Add([AttentionReference.Product(outWeight, [.. results.SelectMany(head => head[t])])], [outBias])[0])];
    }

    private static double[][] Positions(double[][] x) => [.. x.Select((row, t) => row.Select((v, i) =>
    {
        var angle = t / Math.Pow(10_000, i / 2 * 2 / 6.0);
        return v + (i % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
    }).ToArray())];

    private static double[][] Norm(LayerData data, string name, double[][] x) => [.. x.Select(row =>
    {
        var (mean, weight, bias) = (row.Average(), data[name + ".weight"], data[name + ".bias"]);
        var deviation = Math.Sqrt(row.Average(v => (v - mean) * (v - mean)) + 1e-5);
        return row.Select((v, i) => ((v - mean) / deviation * weight[i]) + bias[i]).ToArray();
    })];

    private static double[][] Dense(LayerData data, string name, double[][] x) => Add([.. x.Select(row => AttentionReference.Product(data[name + ".weight"], row))], [.. x.Select(_ => data[name + ".bias"])]);

    private static double[][] Relu(double[][] x) => [.. x.Select(row => row.Select(v => Math.Max(v, 0)).ToArray())];

    private static double[][] Add(double[][] a, double[][] b) => [.. a.Zip(b, (x, y) => x.Zip(y, (p, q) => p + q).ToArray())];
}
