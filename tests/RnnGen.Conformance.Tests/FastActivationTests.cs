using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>Models with fast activations keep to what these promise, forward and backward.</summary>
public class FastActivationTests(ITestOutputHelper output)
{
    /// <summary>By contract: of tanh relative to its value, of the sigmoid half of it.</summary>
    private const double Error = 2e-6;

    private static readonly ModelSpec Accurate = Specs.Sequence("Accurate", 3, LossKind.MeanSquaredError,
        new LstmSpec("lstm1", 12) { Return = ReturnKind.Sequence }, new GruSpec("gru1", 6), new DenseSpec("dense", 2, ActivationKind.Tanh));

    private static readonly ModelSpec Fast = Accurate with { Name = "Fast", Activations = ActivationAccuracy.Fast };

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("FastActivations", [Accurate, Fast], Body.All));

    /// <summary>
    /// The errors of a function are no accidents but the same for the same argument, so they add up: in each pass through a layer or a
    /// step, forward and back, those of the five activations of a cell. Rounding comes on top.
    /// </summary>
    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void ValuesAndGradientsAreWithinTheBound(string name)
    {
        if (BodyCases.Find(name, output) is not { } body) return;
        var model = Models.Value.Single("Fast", body, seed: 3);
        var reference = Models.Value.Double("Accurate");
        Runner.CopyWeights(model, reference);
        var inputs = Inputs.Random(model, batch: 5, steps: 8, seed: 4);
        var bound = Rounding.Bound(layers: 3, width: 15, inputs) + (2 * (3 + 8) * 5 * Error);
        Agreement.Within(bound, Runner.Predict(reference, inputs), Runner.Predict(model, inputs), name);
        Agreement.Within(bound, Runner.Train(reference, inputs), Runner.Train(model, inputs), name);
    }

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void TheyAreOtherFunctionsThanTheAccurateOnes(string name)
    {
        if (BodyCases.Find(name, output) is not { } body) return;
        var (fast, accurate) = (Models.Value.Single("Fast", body, seed: 3), Models.Value.Single("Accurate", body, seed: 3));
        var inputs = Inputs.Random(fast, batch: 5, steps: 8, seed: 4);
        Assert.NotEqual(Runner.Predict(accurate, inputs)["y"], Runner.Predict(fast, inputs)["y"]);
    }

    [Fact]
    public void InDoublePrecisionThereIsOneAccuracy()
    {
        var (fast, accurate) = (Models.Value.Double("Fast", seed: 3), Models.Value.Double("Accurate", seed: 3));
        var inputs = Inputs.Random(fast, batch: 2, steps: 3, seed: 4);
        Agreement.InBits(Runner.Train(accurate, inputs), Runner.Train(fast, inputs), "double");
    }
}
