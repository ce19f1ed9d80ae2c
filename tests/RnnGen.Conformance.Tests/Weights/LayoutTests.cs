using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Weights;

/// <summary>
/// The weights of a stream that only predicts may lie otherwise in memory than those of the same layers in a class that trains, and every other
/// step may read those of one large product from the end. Neither changes a bit.
/// </summary>
public class LayoutTests(ITestOutputHelper output)
{
    private static readonly ModelSpec[] Predicting =
    [
        Spec(
            "Stack",
            new LstmSpec("lstm1", 75) { Return = ReturnKind.Sequence },
            new GruSpec("gru1", 84) { Return = ReturnKind.Sequence },
            new DenseSpec("dense1", 150, ActivationKind.Tanh)),

        // Two panels in turn, and two narrow ones behind them.
        Spec("OneLarge", new LstmSpec("lstm1", 84) { Return = ReturnKind.Sequence }),
    ];

    private static readonly Lazy<ModelSet> Compiled = new(() => ModelSet.Compile("Layouts", [.. Predicting, .. Predicting.Select(Trained)], [.. Body.All, Body.Dispatch]));

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var body in Body.Single)
            {
                foreach (var model in Predicting) cases.Add(body.Name, model.Name);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void BitsAreThoseOfTheClassThatTrains(string bodyName, string modelName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var (stream, trained) = (Compiled.Value.Single(modelName, body, seed: 4), Compiled.Value.Single(modelName + "Trained", body, seed: 4));
        foreach (var (batch, steps) in new[] { (1, 5), (2, 3), (7, 2), (33, 9) })
        {
            var inputs = Inputs.Random(trained, batch, steps, seed: batch);
            Agreement.InBits(Runner.Predict(trained, inputs), Runner.Predict(stream, inputs), $"batch {batch}");
        }

        var one = Inputs.Random(trained, batch: 1, steps: 6, seed: 5);
        var expected = Runner.Predict(trained, one)["y"];
        var (x, y) = (one.Values["x"], new float[3]);
        foreach (var model in new[] { stream, trained })
        {
            model.Restart();
            for (var t = 0; t < one.Steps; t++)
            {
                model.Step(x[(t * 3)..((t + 1) * 3)], y);
                Agreement.InBits(expected.AsSpan(t * 3, 3), Runner.Doubles<float>(y), $"{model.Description.Name}, step {t}");
            }
        }
    }

    private static ModelSpec Spec(string name, params LayerSpec[] layers) => new(
        "", name, "public", false, Precision.Float32, new InputSpec(3, Steps: 4), layers.Append(new DenseSpec("head", 3, ActivationKind.Linear)).ToArray(), loss: null);

    private static ModelSpec Trained(ModelSpec predicting) =>
        predicting with { Name = predicting.Name + "Trained", Trainable = true, Losses = new[] { new LossSpec(LossKind.External) } };
}
