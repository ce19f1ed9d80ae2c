using System.Numerics;
using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.FixtureTests;

/// <summary>
/// The dense layer with each activation is PyTorch's. The reference is one linear layer read by four heads; here each head is a
/// model of its own, whose gradients add up to the reference's.
/// </summary>
public class DenseFixtureTests(ITestOutputHelper output)
{
    private static readonly Fixture Fixture = new("dense");

    /// <summary>Models by the name of their head in the reference.</summary>
    private static readonly (string Head, ActivationKind Activation)[] Heads =
        [("y", ActivationKind.Linear), ("relu", ActivationKind.Relu), ("tanh", ActivationKind.Tanh), ("sigmoid", ActivationKind.Sigmoid)];

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile(
        "DenseFixtures",
        Heads.Select(h => Specs.Vector("dense_" + h.Head, 6, LossKind.External, new DenseSpec("dense", 5, h.Activation))),
        Body.All));

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void SinglePrecisionAgreesWithinRounding(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        Check(head => Models.Value.Single(head, body), Rounding.Bound(layers: Heads.Length, width: 6, Leaves("y")));
    }

    [Fact]
    public void DoublePrecisionAgreesTo10Digits() => Check(head => Models.Value.Double(head), 1e-10);

    private static Inputs Leaves(string head) => new(
        Fixture.Shape("in.x")[0],
        Steps: 1,
        new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = Fixture.Leaf("in.x"), ["dY"] = Fixture.Leaf("up." + head) });

    private static void Check<T>(Func<string, TestModel<T>> create, double bound)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sums = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (head, _) in Heads)
        {
            var model = create("dense_" + head);
            foreach (var name in new[] { "weight", "bias" })
                Runner.Convert<T>(Fixture.Leaf("param." + name)).CopyTo(model.Parameters["dense." + name]);
            model.RefreshWeights();
            Agreement.Within(bound, Fixture.Result("out." + head), Runner.Predict(model, Leaves(head))["y"], $"Predict of {head}");
            foreach (var (name, values) in Runner.Train(model, Leaves(head)))
            {
                if (name == "y") Agreement.Within(bound, Fixture.Result("out." + head), values, $"Forward of {head}");
                else sums[name] = sums.TryGetValue(name, out var sum) ? [.. sum.Zip(values, (a, b) => a + b)] : values;
            }
        }

        Agreement.Within(
            bound,
            new Dictionary<string, double[]>
            {
                ["dX"] = Fixture.Result("grad.x"),
                ["dense.weight"] = Fixture.Result("grad.param.weight"),
                ["dense.bias"] = Fixture.Result("grad.param.bias"),
            },
            sums,
            "sum over the heads");
    }
}
