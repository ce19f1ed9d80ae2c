using Conformance.Models;

namespace Mutation.Judge;

/// <summary>Arithmetic for references by plain loops. 1e-12 has room for sums of some hundred terms in another order.</summary>
internal static class Plain
{
    public const double Bound = 1e-12;

    /// <summary>W·x + b.</summary>
    public static double[] Affine(TestModel<double> model, string weight, string bias, double[] x) =>
        Each(Product(model, weight, x), model.Parameters[bias].ToArray(), (a, b) => a + b);

    /// <summary>W·x.</summary>
    public static double[] Product(TestModel<double> model, string weight, double[] x) =>
        [.. model.Parameters[weight].ToArray().Chunk(x.Length).Select(row => row.Zip(x, (w, v) => w * v).Sum())];

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

    /// <summary>Other parameters than a new model has, of which some are zeros or ones.</summary>
    public static void Draw(TestModel<double> model)
    {
        var random = new Random(7);
        foreach (ref var value in model.Parameters.Values) value = random.NextDouble() - 0.5;
        model.RefreshWeights();
    }

    /// <summary>What Predict and Forward give for y, in a new workspace and in a used one; a used one gives the same gradients.</summary>
    public static void Gives(TestModel<double> model, Inputs inputs, double[] expected)
    {
        var (prediction, training) = (model.CreateWorkspace(inputs.Batch, inputs.Steps), model.CreateTrainingWorkspace(inputs.Batch, inputs.Steps));
        var results = Runner.Train(model, inputs, training);
        Agreement.Within(Bound, expected, results["y"], "Forward");
        Agreement.InBits(results, Runner.Train(model, inputs, training), "training, second use");
        foreach (var use in new[] { "first", "second" }) Agreement.Within(Bound, expected, Runner.Predict(model, inputs, prediction)["y"], $"Predict, {use} use");
    }
}
