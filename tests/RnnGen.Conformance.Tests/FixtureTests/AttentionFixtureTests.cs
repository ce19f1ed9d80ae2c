using System.Numerics;
using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.FixtureTests;

/// <summary>One query over a sequence with lengths, by all three scores at once: weights, results and gradients are those of PyTorch's library.</summary>
public class AttentionFixtureTests(ITestOutputHelper output)
{
    private static readonly (string Name, AttentionScore Score)[] Scores =
        [("dot", AttentionScore.Dot), ("scaled", AttentionScore.ScaledDot), ("additive", AttentionScore.Additive)];

    private static readonly ModelSpec Model = Specs.Sequence(
        "Attending", 1, LossKind.External,
        [.. Scores.Select(s => new AttentionSpec(s.Name, s.Score) { Units = s.Score == AttentionScore.Additive ? 7 : 0, WeightsOutput = true, From = new[] { "query", "keys", "values" } })]) with
    {
        Inputs = new[]
        {
            new InputSpec(6, 0) { Name = "query" },
            new InputSpec(6, 5) { Name = "keys", Lengths = true },
            new InputSpec(4, Steps: 0) { Name = "values", StepsOf = "keys" },
        },
    };

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("AttentionFixture", [Model], Body.All));

    private readonly Fixture _fixture = new("attention");

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void SinglePrecisionAgreesWithinRounding(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        Check(Models.Value.Single("Attending", body), Rounding.Bound(layers: 2, width: 13, Leaves()));
    }

    [Fact]
    public void DoublePrecisionAgreesTo10Digits() => Check(Models.Value.Double("Attending"), 1e-10);

    private Inputs Leaves()
    {
        var values = new Dictionary<string, float[]>(StringComparer.Ordinal)
        {
            ["query"] = _fixture.Leaf("in.query"),
            ["keys"] = _fixture.Leaf("in.keys"),
            ["values"] = _fixture.Leaf("in.values"),
            ["keysLengths"] = _fixture.Whole("in.lengths"),
        };
        foreach (var (name, _) in Scores)
        {
            values["d" + char.ToUpperInvariant(name[0]) + name[1..]] = _fixture.Leaf("up." + name);
            values[$"d{char.ToUpperInvariant(name[0])}{name[1..]}Weights"] = new float[3 * 5];
        }

        return new Inputs(3, 5, values);
    }

    private void Check<T>(TestModel<T> model, double bound)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var outputs = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (name, _) in Scores)
        {
            outputs[name] = _fixture.Result("out.context_" + name);
            outputs[name + "Weights"] = _fixture.Result("out.weights_" + name);
        }

        var all = new Dictionary<string, double[]>(outputs, StringComparer.Ordinal)
        {
            ["dQuery"] = _fixture.Result("grad.query"),
            ["dKeys"] = _fixture.Result("grad.keys"),
            ["dValues"] = _fixture.Result("grad.values"),
        };
        foreach (var tensor in model.Parameters.Tensors)
        {
            var name = tensor.Name["additive.".Length..];
            Runner.Convert<T>(_fixture.Leaf("param." + name)).CopyTo(model.Parameters[tensor.Name]);
            all[tensor.Name] = _fixture.Result("grad.param." + name);
        }

        model.RefreshWeights();
        Agreement.Within(bound, outputs, Runner.Predict(model, Leaves()), "Predict");
        Agreement.Within(bound, all, Runner.Train(model, Leaves()), "training");
    }
}
