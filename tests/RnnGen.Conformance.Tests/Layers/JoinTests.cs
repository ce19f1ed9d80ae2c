using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>
/// Sequences of which every one tells by itself what counts: where they meet, a step counts that counts in all of them. The references know no
/// masks: they visit those steps and no others.
/// </summary>
public class JoinTests(ITestOutputHelper output) : LayerTests(Joins, output)
{
    private const int Features = 3, Units = 2, Vocabulary = 4, Padding = 0;

    private static readonly LayerCases Joins = new(
        "Joins",
        [
            .. Enum.GetValues<JoinKind>().Select(kind => new LayerCase(
                Model($"Join{kind}", [Sequence, Second], new JoinSpec("join", kind) { From = new[] { "x", "x2" } }, new GlobalPoolingSpec("mean", PoolingKind.Average)),
                data => Of(data, (b, x, x2) => Mean(Both(data, b).Select(t => Joined(kind, x[t], x2[t])), kind == JoinKind.Concatenate ? 2 * Features : Features)))),
            new(
                Model("JoinBehind", [Sequence, Second], new RnnSpec("first", Features) { Return = ReturnKind.Sequence, From = new[] { "x" } }, new JoinSpec("join", JoinKind.Multiply) { From = new[] { "first", "x2" } }, new RnnSpec("last", Units)),
                data => Of(data, (b, x, x2) =>
                {
                    var first = Run(data, "first", x[..data.Length(b)], Features);
                    return Run(data, "last", Both(data, b).Select(t => Joined(JoinKind.Multiply, first[t], x2[t])), Units)[^1];
                })),
            new(
                Model("JoinTokens", [Sequence, Tokens("x")], new EmbeddingSpec("table", Features) { From = new[] { "tokens" } }, new JoinSpec("join", JoinKind.Add) { From = new[] { "x", "table" } }, new RnnSpec("last", Units)),
                data => Of(data, (b, x, _) => Run(data, "last", Kept(data, b).Where(t => t < data.Length(b)).Select(t => Joined(JoinKind.Add, x[t], Embedded(data, b, t))), Units)[^1])),
            new(
                Model("JoinKeys", [Sequence, Second with { StepsOf = null, Steps = 4 }, Tokens("x2")], new EmbeddingSpec("table", Features) { From = new[] { "tokens" } }, new AttentionSpec("attention", AttentionScore.Dot) { From = new[] { "x", "x2", "table" } }, new GlobalPoolingSpec("mean", PoolingKind.Average)),
                data => Of(data, (b, x, x2) =>
                {
                    var keys = Kept(data, b).Where(t => t < data.Length(b, "x2Lengths")).ToArray();
                    return Mean(x[..data.Length(b)].Select(query => Attended(query, [.. keys.Select(t => x2[t])], [.. keys.Select(t => Embedded(data, b, t))])), Features);
                }))
            {
                MaxSteps = 4,
            },
        ]);

    private static InputSpec Sequence => new(Features, Steps: 4) { Lengths = true };

    private static InputSpec Second => new(Features, Steps: 0) { Name = "x2", StepsOf = "x", Lengths = true };

    private static InputSpec Tokens(string leader) => new(0, Steps: 0) { Name = "tokens", Vocabulary = Vocabulary, Padding = Padding, StepsOf = leader };

    private static ModelSpec Model(string name, InputSpec[] inputs, params LayerSpec[] layers) => Specs.Sequence(name, Features, LossKind.External, layers) with { Inputs = inputs };

    /// <summary>y[sample] from the two sequences.</summary>
    private static double[] Of(LayerData data, Func<int, double[][], double[][], double[]> of)
    {
        var x = data.Rows("x", Features);
        var x2 = data.Has("x2") ? data.Rows("x2", Features) : x;
        return [.. Enumerable.Range(0, data.Batch).SelectMany(b => of(b, x[b], x2[b]))];
    }

    private static IEnumerable<int> Both(LayerData data, int sample) => Enumerable.Range(0, Math.Min(data.Length(sample), data.Length(sample, "x2Lengths")));

    /// <summary>The steps whose token is no padding.</summary>
    private static IEnumerable<int> Kept(LayerData data, int sample) => Enumerable.Range(0, data.Steps).Where(t => Token(data, sample, t) != Padding);

    private static int Token(LayerData data, int sample, int step) => (int)data["tokens"][(sample * data.Steps) + step];

    private static double[] Embedded(LayerData data, int sample, int step) => data["table.weight"].AsSpan(Token(data, sample, step) * Features, Features).ToArray();

    private static double[] Joined(JoinKind kind, double[] a, double[] b) => kind switch
    {
        JoinKind.Concatenate => [.. a, .. b],
        _ => [.. a.Zip(b, (left, right) => kind switch
        {
            JoinKind.Add => left + right,
            JoinKind.Multiply => left * right,
            JoinKind.Average => (left + right) / 2,
            JoinKind.Maximum => Math.Max(left, right),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        })],
    };

    /// <summary>The mean of rows; zeros if there is none.</summary>
    private static double[] Mean(IEnumerable<double[]> rows, int columns)
    {
        var (sum, count) = (new double[columns], 0);
        foreach (var row in rows)
        {
            for (var c = 0; c < columns; c++) sum[c] += row[c];
            count++;
        }

        return [.. sum.Select(s => s / Math.Max(1, count))];
    }

    /// <summary>h = tanh(W·x + b + U·h + c) after every step, the last one zeros if there is none.</summary>
    private static double[][] Run(LayerData data, string layer, IEnumerable<double[]> steps, int units)
    {
        var (w, u, b, c) = (data[layer + ".weight_ih_l0"], data[layer + ".weight_hh_l0"], data[layer + ".bias_ih_l0"], data[layer + ".bias_hh_l0"]);
        var states = new List<double[]>();
        var h = new double[units];
        foreach (var x in steps)
        {
            var before = h;
            states.Add(h = [.. Enumerable.Range(0, units).Select(i => Math.Tanh(b[i] + c[i] + Dot(w.AsSpan(i * x.Length, x.Length), x) + Dot(u.AsSpan(i * units, units), before)))]);
        }

        return states.Count > 0 ? [.. states] : [h];
    }

    /// <summary>Σ w·v with w = softmax(q·k); zeros of no keys at all.</summary>
    private static double[] Attended(double[] query, double[][] keys, double[][] values)
    {
        double[] weights = [.. keys.Select(key => Math.Exp(Dot(key, query)))];
        return [.. Enumerable.Range(0, Features).Select(c => keys.Length == 0 ? 0 : weights.Zip(values, (weight, value) => weight * value[c]).Sum() / weights.Sum())];
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
