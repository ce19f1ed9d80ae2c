using Conformance.Models;
using Conformance.Weights;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>NEON's loops take several left values at once. No sum has another order for it, so they have the bits of the other 128-bit loops.</summary>
public class ByElementTests(ITestOutputHelper output)
{
    /// <summary>Rows for every height of tile, and for several of them.</summary>
    private static readonly int[] Batches = [1, 2, 3, 6, 8, 15];

    /// <summary>Products of whole panels and of tails, over 4·n + 0, 1, 2 and 3 terms.</summary>
    private static readonly ModelSpec Wide = Specs.Sequence(
        "Wide",
        2,
        LossKind.External,
        new LstmSpec("lstm1", 35) { Return = ReturnKind.Sequence },
        new GruSpec("gru1", 68) { Return = ReturnKind.Sequence },
        new DenseSpec("dense1", 41, ActivationKind.Tanh),
        new DenseSpec("dense2", 3, ActivationKind.Linear));

    private static readonly ModelSpec[] Trained = [Wide, CommonModels.Mixed, CommonModels.W2];

    private static readonly ModelSpec[] Rounded =
        [.. RoundedModels.All.SelectMany(spec => RoundedModels.Kinds.Select(kind => spec with { Name = "Rounded" + RoundedModels.NameOf(spec, kind), Weights = kind }))];

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("ByElement", [.. Trained, .. Rounded], Body.Vector128, Body.ByElement));

    [Fact]
    public void LoopsByElementGiveTheBitsOfTheOthers()
    {
        if (BodyCases.Find(Body.Vector128.Name, output) is not { } body) return;
        foreach (var spec in Trained.Concat(Rounded))
        {
            var (expected, actual) = (Models.Value.Single(spec.Name, body, seed: 4), Models.Value.Single(spec.Name, Body.ByElement, seed: 4));
            foreach (var batch in Batches)
            {
                var inputs = Inputs.Random(expected, batch, steps: 3, seed: batch);
                Agreement.InBits(Runner.Predict(expected, inputs), Runner.Predict(actual, inputs), $"Predict of {spec.Name}, batch {batch}");
                if (spec.Trainable) Agreement.InBits(Runner.Train(expected, inputs), Runner.Train(actual, inputs), $"training of {spec.Name}, batch {batch}");
            }
        }
    }
}
