using Conformance.FixtureTests;
using Conformance.Models;
using Mutation.Compiling;

namespace Mutation.Judge;

/// <summary>Losses and their gradients are those of PyTorch's library. A model has several, in a weighted sum.</summary>
internal static class LossChecks
{
    public static IEnumerable<Check> All =>
    [
        new("losses fixture, classes", ["losses_of_classes"], models => Judge(
            models, "losses_of_classes", "in.logits", Fixture.Whole("target.classes"), ("cross_entropy", 1), ("cross_entropy_smooth", 0.5), ("cross_entropy_sum", 2))),
        new("losses fixture, bits", ["losses_of_bits"], models => Judge(
            models, "losses_of_bits", "in.binary", Fixture.Leaf("target.binary"), ("bce_logits", 1), ("bce_logits_pos_weight", 2))),
        new("losses fixture, numbers", ["losses_of_numbers"], models => Judge(
            models, "losses_of_numbers", "in.value", Fixture.Leaf("target.value"), ("mse", 1), ("mse", 0.25 * 8), ("l1", 0.5), ("huber", 2))),
        new("large logits", ["losses_of_classes"], Large),
    ];

    private static Fixture Fixture { get; } = new("losses");

    private static void Judge(MutatedModels models, string name, string logits, float[] targets, params (string Name, double Weight)[] losses)
    {
        var model = models.Create(name);
        var table = Fixture.Leaf(logits);
        Runner.Convert<double>(table).CopyTo(model.Parameters["table.weight"]);
        model.RefreshWeights();
        var rows = Fixture.Shape(logits)[0];
        var inputs = new Inputs(rows, 1, new Dictionary<string, float[]>(StringComparer.Ordinal)
        {
            ["x"] = [.. Enumerable.Range(0, rows).Select(row => (float)row)],
            ["target"] = targets,
        });
        var results = Runner.Train(model, inputs);
        var gradient = new double[table.Length];
        foreach (var (loss, weight) in losses)
        {
            var own = Fixture.Result("grad." + loss);
            for (var i = 0; i < own.Length; i++) gradient[i] += weight * own[i];
        }

        Agreement.Within(1e-12, Runner.Convert<double>(table), results["y"], "logits");
        Agreement.Within(1e-12, [losses.Sum(l => l.Weight * Fixture.Result("out." + l.Name)[0])], results["loss"], "loss");
        Agreement.Within(1e-12, gradient, results["table.weight"], "gradient");
    }

    /// <summary>Logits whose exponentials are no numbers: the right class is certain, and so the loss without smoothing is zero for all others.</summary>
    private static void Large(MutatedModels models)
    {
        var model = models.Create("losses_of_classes");
        model.Parameters["table.weight"].Fill(-1000);
        for (var row = 0; row < 6; row++) model.Parameters["table.weight"][(row * 5) + (row % 5)] = 1000;
        model.RefreshWeights();
        var inputs = new Inputs(6, 1, new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = [0, 1, 2, 3, 4, 5], ["target"] = [0, 1, 2, 3, 4, 1] });

        // One class of six is wrong by 2000; smoothing gives four fifths of a tenth to classes that are.
        double smooth = ((5 * 0.08 * 2000) + (0.98 * 2000)) / 6;
        Agreement.Within(1e-12, [(2000 / 6.0) + (0.5 * smooth) + (2 * 2000)], Runner.Train(model, inputs)["loss"], "loss");
    }
}
