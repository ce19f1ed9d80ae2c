using Conformance.Models;

namespace Mutation.Judge;

/// <summary>Arithmetic for references by plain loops. 1e-12 has room for sums of a hundred terms in another order.</summary>
internal static class Plain
{
    public const double Bound = 1e-12;

    /// <summary>W·x + b.</summary>
    public static double[] Affine(TestModel<double> model, string weight, string bias, double[] x)
    {
        var w = model.Parameters[weight];
        var y = model.Parameters[bias].ToArray();
        for (var n = 0; n < y.Length; n++)
        {
            for (var k = 0; k < x.Length; k++) y[n] += w[(n * x.Length) + k] * x[k];
        }

        return y;
    }

    public static double[] Dense(TestModel<double> model, string layer, double[] x) => Affine(model, layer + ".weight", layer + ".bias", x);

    public static double[] Each(double[] a, double[] b, Func<double, double, double> f) => [.. a.Zip(b, f)];

    /// <summary>Two sequences of samples as one, step by step.</summary>
    public static double[][][] Steps(double[][][] a, double[][][] b, Func<double[], double[], double[]> f) =>
        [.. a.Zip(b, (u, v) => u.Zip(v, f).ToArray())];

    /// <summary>A tensor <c>[batch, steps, columns]</c> by samples and steps.</summary>
    public static double[][][] Samples(float[] tensor, int batch, int steps)
    {
        var columns = tensor.Length / (batch * steps);
        return [.. Runner.Convert<double>(tensor).Chunk(columns).Chunk(steps)];
    }

    public static double[] Flat(IEnumerable<double[][]> samples) => [.. samples.SelectMany(s => s).SelectMany(row => row)];

    /// <summary>What Predict and Forward give for y.</summary>
    public static void Gives(TestModel<double> model, Inputs inputs, double[] expected)
    {
        Agreement.Within(Bound, expected, Runner.Predict(model, inputs)["y"], "Predict");
        Agreement.Within(Bound, expected, Runner.Train(model, inputs)["y"], "Forward");
    }
}
