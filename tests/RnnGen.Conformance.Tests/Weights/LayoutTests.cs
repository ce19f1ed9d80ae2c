using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Weights;

/// <summary>
/// The weights of a stream that only predicts may lie otherwise in memory than those of the same layers in a class that trains. Where they lie
/// changes no bit.
/// </summary>
public class LayoutTests(ITestOutputHelper output)
{
    private static readonly ModelSpec Predicting = new(
        "", "Predicting", "public", false, Precision.Float32, new InputSpec(3, Steps: 4),
        new LayerSpec[]
        {
            new LstmSpec("lstm1", 75) { Return = ReturnKind.Sequence }, new GruSpec("gru1", 84) { Return = ReturnKind.Sequence },
            new DenseSpec("dense1", 150, ActivationKind.Tanh), new DenseSpec("dense2", 3, ActivationKind.Linear),
        },
        loss: null);

    private static readonly ModelSpec Training = Predicting with { Name = "Training", Trainable = true, Losses = new[] { new LossSpec(LossKind.External) } };

    private static readonly Lazy<ModelSet> Compiled = new(() => ModelSet.Compile("Layouts", [Predicting, Training], [.. Body.All, Body.Dispatch]));

    public static TheoryData<string> Bodies => [.. Body.Single.Select(body => body.Name)];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void BitsAreThoseOfTheClassThatTrains(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var (stream, trained) = (Compiled.Value.Single(Predicting.Name, body, seed: 4), Compiled.Value.Single(Training.Name, body, seed: 4));
        foreach (var (batch, steps) in new[] { (1, 5), (2, 3), (7, 2), (33, 9) })
        {
            var inputs = Inputs.Random(trained, batch, steps, seed: batch);
            Agreement.InBits(Runner.Predict(trained, inputs), Runner.Predict(stream, inputs), $"batch {batch}");
        }

        var one = Inputs.Random(trained, batch: 1, steps: 6, seed: 5);
        var expected = Runner.Predict(trained, one)["y"];
        var (x, y) = (one.Values["x"], new float[3]);
        stream.Restart();
        for (var t = 0; t < one.Steps; t++)
        {
            stream.Step(x[(t * 3)..((t + 1) * 3)], y);
            Agreement.InBits(expected.AsSpan(t * 3, 3), Runner.Doubles<float>(y), $"step {t}");
        }
    }
}
