using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>
/// Gradients that vanish on their way back through many steps end at zero: no subnormal number, which many processors compute with far
/// more slowly, gets into them.
/// </summary>
public class VanishingGradientTests
{
    private static readonly string[] Names = ["rnn_tanh", "lstm", "gru"];

    private const int Batch = 3, Steps = 600;

    /// <summary>2⁻¹²⁶.</summary>
    private const double SmallestNormal = 1.1754943508222875e-38;

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Vanishing", Names.Select(Model), Body.Active, Body.Double));

    public static TheoryData<string> Kinds => [.. Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EndAtZeroBeforeTheyAreSubnormal(string kind)
    {
        var (model, reference) = (Models.Value.Single(kind, Body.Active, seed: 4), Models.Value.Double(kind, seed: 4));
        var inputs = Inputs.Random(model, Batch, Steps, seed: 5);
        Runner.CopyWeights(model, reference);
        var gradients = Runner.Train(model, inputs)["dX"];

        // They would become subnormal: the exact ones, of more than 2⁻⁹⁶⁰ everywhere, do.
        Assert.Contains(Runner.Train(reference, inputs)["dX"], g => g != 0 && Math.Abs(g) < SmallestNormal);
        Assert.DoesNotContain(gradients, g => g != 0 && Math.Abs(g) < SmallestNormal);
        Assert.All(gradients.Take(2), g => Assert.Equal(0, g));
        Assert.All(gradients.TakeLast(2), g => Assert.NotEqual(0, g));
    }

    private static ModelSpec Model(string kind) =>
        Specs.Sequence(kind, 2, LossKind.External, Specs.Recurrent(kind, "first", 6) with { Return = ReturnKind.Sequence }, Specs.Recurrent(kind, "second", 5));
}
