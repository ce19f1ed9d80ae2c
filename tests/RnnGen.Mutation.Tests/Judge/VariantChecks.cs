using Conformance.Cells;
using Conformance.Models;
using Mutation.Judged;

namespace Mutation.Judge;

/// <summary>Every variant of a cell gives what its equations give in plain loops: gates and biases of the families, peepholes, projections, bounds, normalizations.</summary>
internal static class VariantChecks
{
    private const int Batch = 2, Steps = 3;

    public static IEnumerable<Check> All => VariantModels.Cases.Select(variant =>
    {
        var name = VariantModels.NameOf(variant);
        return new Check(name + " by loops", [name], models => Judge(models.Create(name), variant.Reference));
    });

    private static void Judge(TestModel<double> model, ReferenceLayer layer)
    {
        Plain.Draw(model);
        var inputs = Inputs.Random(model, Batch, Steps, seed: 3);
        var results = layer.Run(
            name => inputs.Values.TryGetValue(name, out var values) ? Runner.Convert<double>(values) : model.Parameters[name].ToArray(), Batch, Steps);
        var expected = results.ToDictionary(r => r.Key == layer.Name ? "y" : r.Key, r => r.Value, StringComparer.Ordinal);
        Agreement.Within(Plain.Bound, expected, Runner.Predict(model, inputs), "Predict");
        var trained = Runner.Train(model, inputs);
        foreach (var (name, values) in expected) Agreement.Within(Plain.Bound, values, trained[name], $"Forward, {name}");
    }
}
