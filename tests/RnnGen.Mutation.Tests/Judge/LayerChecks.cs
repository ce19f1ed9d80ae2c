using Conformance.Models;
using Mutation.Compiling;

namespace Mutation.Judge;

/// <summary>What stands around cells, by plain loops: rows of a table, joins, two directions, the last step, extents of every kind of panel.</summary>
internal static class LayerChecks
{
    private const int Batch = 2, Steps = 3;

    public static IEnumerable<Check> All =>
    [
        new("joins by loops", ["joins"], models => Check(models, "joins", Joins)),
        new("merges by loops", ["merges"], models => Check(models, "merges", Merges)),
        new("last steps by loops", ["last"], models => Check(models, "last", Last)),
        new("wide layers by loops", ["wide"], models => Check(models, "wide", Wide)),
        new("rows of a table in chunks", ["looked_up"], LookedUp),
        new("nothing by loops", ["nothing"], models => Check(models, "nothing", (_, x) => Plain.Flat(x))),
        new("nothing backwards", ["nothing"], Nothing),
    ];

    private static void Check(MutatedModels models, string name, Func<TestModel<double>, double[][][], double[]> reference)
    {
        var model = models.Create(name);
        var inputs = Inputs.Random(model, Batch, Steps, seed: 3);
        var x = inputs.Values["x"];
        var steps = model.Table["x"].Axis is null ? 1 : Steps;
        Plain.Gives(model, inputs, reference(model, Plain.Samples(x, Batch, steps)));
    }

    private static void Nothing(MutatedModels models)
    {
        var model = models.Create("nothing");
        var inputs = Inputs.Random(model, Batch, Steps, seed: 3);
        Agreement.Within(0, Runner.Convert<double>(inputs.Values["dY"]), Runner.Train(model, inputs)["dX"], "dX");
    }

    /// <summary>The rows themselves: nobody multiplies them, so each chunk of steps looks up its own.</summary>
    private static void LookedUp(MutatedModels models)
    {
        var model = models.Create("looked_up");
        var inputs = Inputs.Random(model, batch: 128, steps: 20, seed: 3);
        var rows = model.Parameters["embedding.weight"].ToArray().Chunk(3).ToArray();
        Plain.Gives(model, inputs, [.. inputs.Values["x"].SelectMany(token => rows[(int)token])]);
    }

    private static double[] Joins(TestModel<double> model, double[][][] x) => Plain.Flat(x.Select(sample => sample.Select(row =>
    {
        var (a, b) = (Plain.Dense(model, "a", row), Plain.Dense(model, "b", row).Select(Math.Tanh).ToArray());
        double[] product = Plain.Each(a, b, (u, v) => u * v);
        double[] mean = [.. Enumerable.Range(0, 3).Select(i => (a[i] + b[i] + row[i]) / 3)];
        return (double[])[.. product, .. mean, .. Plain.Each(Plain.Each(a, b, Math.Max), row, Math.Max)];
    }).ToArray()));

    private static double[] Merges(TestModel<double> model, double[][][] x)
    {
        double[][][] Both(string layer, Func<double, double, double> f) => Plain.Steps(
            new PlainRnn(model, layer, 2).Run(x), new PlainRnn(model, layer, 2).Run(x, reverse: true), (a, b) => Plain.Each(a, b, f));
        double[][][][] parts =
        [
            Both("sum", (a, b) => a + b), Both("average", (a, b) => (a + b) / 2), Both("multiply", (a, b) => a * b), Both("apart", (_, b) => b), Both("apart", (a, _) => a),
        ];
        return Plain.Flat(parts.Aggregate((all, next) => Plain.Steps(all, next, (a, b) => [.. a, .. b])));
    }

    /// <summary>The second cell of a stack reads both directions of the first; last is what each direction comes to last.</summary>
    private static double[] Last(TestModel<double> model, double[][][] x)
    {
        var both = new PlainRnn(model, "both", 2);
        var lower = Plain.Steps(both.Run(x), both.Run(x, reverse: true), (a, b) => [.. a, .. b]);
        var (forward, backward, one) = (both.Run(lower, cell: 1), both.Run(lower, cell: 1, reverse: true), new PlainRnn(model, "one", 2).Run(x));
        return [.. Enumerable.Range(0, x.Length).SelectMany(b => (double[])[.. forward[b][^1], .. backward[b][0], .. one[b][^1]])];
    }

    private static double[] Wide(TestModel<double> model, double[][][] x) => Plain.Flat(x.Select(sample => sample.Select(row =>
    {
        var a = Plain.Dense(model, "a", row).Select(Math.Tanh).ToArray();
        var c = Plain.Dense(model, "c", a).Select(v => 1 / (1 + Math.Exp(-v)));
        return Plain.Dense(model, "d", [.. c, .. Plain.Dense(model, "b", row)]);
    }).ToArray()));
}
