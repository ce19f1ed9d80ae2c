using Conformance.Models;

namespace Mutation.Judge;

/// <summary>Step gives what Predict gives, which other checks judge: for what looks back some steps, and for what is known before the stream.</summary>
internal static class StreamChecks
{
    private const int Steps = 5;

    public static IEnumerable<Check> All =>
        new[] { "looking_back", "translating" }.Select(name => new Check(name + " step by step", [name], models => Judge(models.Create(name))));

    private static void Judge(TestModel<double> model)
    {
        var inputs = Inputs.Random(model, 1, Steps, seed: 9);
        var expected = Runner.Predict(model, inputs)["y"];
        var (x, before) = (Runner.Convert<double>(inputs.Values["x"]), new Tensors<double>());
        foreach (var name in model.StartSignature.Inputs) before[name] = Runner.Convert<double>(inputs.Values[name]);
        model.Restart(before);
        var (y, features) = (new double[expected.Length / Steps], x.Length / Steps);
        for (var t = 0; t < Steps; t++)
        {
            model.Step(x[(t * features)..((t + 1) * features)], y);
            Agreement.Within(Plain.Bound, expected[(t * y.Length)..((t + 1) * y.Length)], y, $"step {t}");
        }
    }
}
