using Conformance.Models;
using Mutation.Compiling;

namespace Mutation.Judge;

/// <summary>The layers that exist for operations only are their equations.</summary>
internal static class OperationChecks
{
    private const int Batch = 2, Steps = 4;

    public static IEnumerable<Check> All =>
    [
        new("operations by loops", ["operations"], models => Check(models, "operations", 3, Operations)),
        new("attention by loops", ["attention"], models => Check(models, "attention", 3, Attention)),
        new("folding by loops", ["folding"], models => Check(models, "folding", 6, Folding)),
    ];

    private static void Check(MutatedModels models, string name, int columns, Func<TestModel<double>, double[][], IEnumerable<double[]>> reference)
    {
        var model = models.Create(name);
        var inputs = Inputs.Random(model, Batch, Steps, seed: 5);
        var x = inputs.Values["x"];
        var samples = Plain.Samples(x, Batch, x.Length / Batch / columns);
        Plain.Gives(model, inputs, Plain.Flat(samples.Select(sample => reference(model, sample).ToArray())));
    }

    private static IEnumerable<double[]> Operations(TestModel<double> model, double[][] x)
    {
        var (p, q) = (model.Parameters["operations.p"].ToArray(), model.Parameters["operations.q"].ToArray());
        return x.Select(row =>
        {
            double[] all = [.. row.Select((v, i) => (p[i] * v) + q[i])];
            var (sum, squares) = (all.Sum(), all.Sum(a => a * a));
            return (double[])[.. all.Select((a, i) =>
                (a / (2 + (a * a))) + (2 * Math.Sqrt(1 + Math.Exp(a))) + (3 * Math.Log(2 + (a * a))) - (4 * Math.Abs(a))
                + (5 * Math.Max(a, row[i])) + (6 * Math.Min(a, row[i] * q[i])) + (7 * (row[i] > 0 ? a : -1 / (1 + Math.Exp(-a))))
                + Math.Log(1 + Math.Exp(a * sum)) + (Math.Max(a, 0) * Math.Tanh(a)) + (squares * q[i]))];
        });
    }

    private static IEnumerable<double[]> Attention(TestModel<double> model, double[][] x)
    {
        double[][] Rows(string letter) => [.. x.Select(row => Plain.Each([.. Enumerable.Range(0, 3).Select(n => Enumerable.Range(0, 3).Sum(k => model.Parameters["attention." + letter][(n * 3) + k] * row[k]))], new double[3], (a, b) => a + b))];
        var (q, k, v) = (Rows("q"), Rows("k"), Rows("v"));
        return q.Select(query => (double[])[.. Enumerable.Range(0, 3).Select(n =>
            k.Zip(v, (key, value) => Math.Tanh(query.Zip(key, (a, b) => a * b).Sum()) * value[n]).Sum())]);
    }

    private static IEnumerable<double[]> Folding(TestModel<double> model, double[][] x)
    {
        var p = model.Parameters["folding.p"].ToArray();
        return x.Select(row => (double[])[.. row.Select((v, i) => p[i] * Math.Tanh(p[i] * v))]);
    }
}
