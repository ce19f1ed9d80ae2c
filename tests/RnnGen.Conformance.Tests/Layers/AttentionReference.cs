namespace Conformance.Layers;

/// <summary>Attention by its definition, with plain loops.</summary>
internal static class AttentionReference
{
    /// <summary>softmax over the first <paramref name="count"/> scores; zeros beyond, and everywhere if there is none.</summary>
    public static double[] Weights(IEnumerable<double> scores, int count)
    {
        var exponentials = scores.Select((s, i) => i < count ? Math.Exp(s) : 0).ToArray();
        var sum = exponentials.Sum();
        return [.. exponentials.Select(e => sum > 0 ? e / sum : 0)];
    }

    /// <summary>Σ w[s]·v[s].</summary>
    public static double[] Mix(double[] weights, double[][] values) =>
        [.. Enumerable.Range(0, values[0].Length).Select(i => values.Select((v, s) => weights[s] * v[i]).Sum())];

    public static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    /// <summary>v·tanh(Wq·q + Wk·k).</summary>
    public static double Additive(LayerData data, string layer, double[] q, double[] k)
    {
        var (a, b, v) = (Product(data[layer + ".wq"], q), Product(data[layer + ".wk"], k), data[layer + ".v"]);
        return v.Select((w, n) => w * Math.Tanh(a[n] + b[n])).Sum();
    }

    /// <summary>W·x.</summary>
    public static double[] Product(double[] weight, double[] x) => [.. weight.Chunk(x.Length).Select(row => Dot(row, x))];

    /// <summary>Every query over the keys that count; with <paramref name="causal"/>, those up to its own step.</summary>
    public static double[] Attend(double[][] queries, double[][] keys, double[][] values, int length, bool causal, Func<double[], double[], double> score) =>
        [.. queries.SelectMany((q, t) => Mix(Weights(keys.Select(k => score(q, k)), causal ? Math.Min(length, t + 1) : length), values))];
}
