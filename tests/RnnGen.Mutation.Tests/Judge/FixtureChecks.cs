using Conformance.FixtureTests;
using Conformance.Models;
using Mutation.Compiling;

namespace Mutation.Judge;

/// <summary>
/// Values and all gradients are those of PyTorch's library. Both sides round to 2⁻⁵³; 1e-10 leaves room for their different order
/// of some hundred sums.
/// </summary>
internal static class FixtureChecks
{
    private const double Bound = 1e-10;

    private static readonly string[] RecurrentModels = ["gru", "lstm", "rnn_relu", "rnn_tanh", "lstm_2layer", "gru_bi_lengths", "lstm_2layer_bi_lengths"];

    public static IEnumerable<Check> All =>
    [
        .. RecurrentModels.Select(name => new Check(name + " fixture", [name], models => Recurrent(models.Create(name), name, copies: 1))),

        // A chunk is 256 rows, and four steps at least: 4 samples leave 64 of 100 steps to the first, 64 leave four of six.
        new("gru_long fixture in chunks", ["gru_long"], models => Recurrent(models.Create("gru_long"), "gru_long", copies: 2)),
        new("lstm_2layer_bi_lengths fixture in chunks", ["lstm_2layer_bi_lengths"], models => Recurrent(models.Create("lstm_2layer_bi_lengths"), "lstm_2layer_bi_lengths", copies: 16)),
        new("gru fixture step by step", ["gru"], models => Stream(models.Create("gru"), "gru", ["h"])),
        new("lstm_2layer fixture step by step", ["lstm_2layer"], models => Stream(models.Create("lstm_2layer"), "lstm_2layer", ["h", "c"])),
        new("dense fixture", ["dense"], Dense),
        .. new[] { "w1_small", "w3_small_lengths", "residual_lstm" }.Select(name => new Check(name + " fixture", [name], models => Whole(models.Create(name), name, copies: 1))),
        new("w3_small_lengths fixture in chunks", ["w3_small_lengths"], models => Whole(models.Create("w3_small_lengths"), "w3_small_lengths", copies: 16)),
    ];

    private static void Recurrent(TestModel<double> model, string name, int copies)
    {
        var fixture = new Fixture(name);
        var values = new Dictionary<string, float[]>(StringComparer.Ordinal)
        {
            ["x"] = Tiles.Of(fixture.Leaf("in.x"), 1, copies),
            ["dY"] = Tiles.Of(fixture.Leaf("up.y"), 1, copies),
        };
        if (fixture.Has("in.lengths")) values["lengths"] = Tiles.Of(fixture.Whole("in.lengths"), 1, copies);
        var outputs = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = Tiles.Of(fixture.Result("out.y"), 1, copies) };
        var gradients = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["dX"] = Tiles.Of(fixture.Result("grad.x"), 1, copies) };
        foreach (var letter in fixture.Has("in.c0") ? new[] { "h", "c" } : ["h"])
        {
            var (parts, upper) = (fixture.Shape($"in.{letter}0")[0], letter.ToUpperInvariant());
            values[$"rnn{upper}0"] = Tiles.Of(fixture.Leaf($"in.{letter}0"), parts, copies);
            values[$"dRnn{upper}n"] = Tiles.Of(fixture.Leaf($"up.{letter}n"), parts, copies);
            outputs[$"rnn{upper}n"] = Tiles.Of(fixture.Result($"out.{letter}n"), parts, copies);
            gradients[$"dRnn{upper}0"] = Tiles.Of(fixture.Result($"grad.{letter}0"), parts, copies);
        }

        var inputs = new Inputs(fixture.Shape("in.x")[0] * copies, fixture.Shape("in.x")[1], values);
        foreach (var (parameter, gradient) in Parameters(fixture, model, "rnn.")) gradients[parameter] = [.. gradient.Select(g => g * copies)];
        Agree(model, inputs, outputs, gradients);
    }

    /// <summary>One sample, fed step by step from its initial states.</summary>
    private static void Stream(TestModel<double> model, string name, string[] letters)
    {
        var fixture = new Fixture(name);
        _ = Parameters(fixture, model, "rnn.");
        var (features, steps, batch) = (fixture.Input, fixture.Shape("in.x")[1], fixture.Shape("in.x")[0]);
        var (x, y, expected) = (Runner.Convert<double>(fixture.Leaf("in.x")), new double[fixture.Hidden], fixture.Result("out.y"));
        model.Restart();
        foreach (var letter in letters) Sample(Runner.Convert<double>(fixture.Leaf($"in.{letter}0"))).CopyTo(model.State("Rnn" + letter.ToUpperInvariant()));
        for (var t = 0; t < steps; t++)
        {
            model.Step(x[(t * features)..((t + 1) * features)], y);
            Agreement.Within(Bound, expected[(t * y.Length)..((t + 1) * y.Length)], y, $"step {t}");
        }

        foreach (var letter in letters) Agreement.Within(Bound, Sample(fixture.Result($"out.{letter}n")), model.State("Rnn" + letter.ToUpperInvariant()).ToArray(), letter);

        double[] Sample(double[] states) => [.. states.Chunk(fixture.Hidden).Where((_, row) => row % batch == 0).SelectMany(row => row)];
    }

    private static void Dense(MutatedModels models)
    {
        var (fixture, model) = (new Fixture("dense"), models.Create("dense"));
        string[] heads = ["linear", "relu", "tanh", "sigmoid"];
        foreach (var (head, name) in heads.SelectMany(h => new[] { (h, "weight"), (h, "bias") }))
            Runner.Convert<double>(fixture.Leaf("param." + name)).CopyTo(model.Parameters[$"{head}.{name}"]);
        model.RefreshWeights();
        var upstream = Joined(heads.Select(h => fixture.Leaf(h == "linear" ? "up.y" : "up." + h)));
        var inputs = new Inputs(fixture.Shape("in.x")[0], 1, new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = fixture.Leaf("in.x"), ["dY"] = upstream });
        var y = Joined(heads.Select(h => fixture.Result(h == "linear" ? "out.y" : "out." + h)));
        var results = Runner.Train(model, inputs);
        Agreement.Within(Bound, y, Runner.Predict(model, inputs)["y"], "Predict");
        Agreement.Within(Bound, y, results["y"], "Forward");
        Agreement.Within(Bound, fixture.Result("grad.x"), results["dX"], "dX");
        foreach (var name in new[] { "weight", "bias" })
        {
            var sum = heads.Select(h => results[$"{h}.{name}"]).Aggregate((a, b) => [.. a.Zip(b, (u, v) => u + v)]);
            Agreement.Within(Bound, fixture.Result("grad.param." + name), sum, name);
        }
    }

    private static void Whole(TestModel<double> model, string name, int copies)
    {
        var fixture = new Fixture(name);
        var values = new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = model.HasLoss ? fixture.Whole("in.x") : fixture.Leaf("in.x") };
        if (fixture.Has("in.lengths")) values["lengths"] = fixture.Whole("in.lengths");
        if (!model.HasLoss) values["dY"] = fixture.Leaf("up.y");
        else values["target"] = name.StartsWith("w3", StringComparison.Ordinal) ? fixture.Leaf("target.y") : fixture.Whole("target.y");
        var gradients = Parameters(fixture, model, "");
        if (model.HasLoss) gradients["loss"] = fixture.Result("out.loss");
        else gradients["dX"] = fixture.Result("grad.x");
        var outputs = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = Tiles.Of(fixture.Result("out.y"), 1, copies) };
        values = values.ToDictionary(v => v.Key, v => Tiles.Of(v.Value, 1, copies), StringComparer.Ordinal);

        // Losses are means: copies of the samples change neither them nor their gradients.
        Agree(model, new Inputs(fixture.Shape("in.x")[0] * copies, fixture.Shape("in.x")[1], values), outputs, gradients);
    }

    /// <summary>Puts the fixture's parameters into the model; returns their gradients.</summary>
    private static Dictionary<string, double[]> Parameters(Fixture fixture, TestModel<double> model, string prefix)
    {
        var gradients = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var tensor in model.Parameters.Tensors)
        {
            var name = tensor.Name[prefix.Length..];
            Assert.Equal(fixture.Shape("param." + name), tensor.Shape);
            Runner.Convert<double>(fixture.Leaf("param." + name)).CopyTo(model.Parameters[tensor.Name]);
            gradients[tensor.Name] = fixture.Result("grad.param." + name);
        }

        model.RefreshWeights();
        return gradients;
    }

    private static void Agree(TestModel<double> model, Inputs inputs, Dictionary<string, double[]> outputs, Dictionary<string, double[]> others)
    {
        foreach (var (name, values) in outputs) others[name] = values;
        var (prediction, training) = (model.CreateWorkspace(inputs.Batch, inputs.Steps), model.CreateTrainingWorkspace(inputs.Batch, inputs.Steps));
        foreach (var use in new[] { "first", "second" })
        {
            Agreement.Within(Bound, outputs, Runner.Predict(model, inputs, prediction), $"Predict, {use} use");
            Agreement.Within(Bound, others, Runner.Train(model, inputs, training), $"training, {use} use");
        }
    }

    /// <summary>Blocks of five columns side by side.</summary>
    private static T[] Joined<T>(IEnumerable<T[]> blocks)
    {
        var rows = blocks.Select(block => block.Chunk(5).ToArray()).ToArray();
        return [.. Enumerable.Range(0, rows[0].Length).SelectMany(row => rows.SelectMany(block => block[row]))];
    }
}
