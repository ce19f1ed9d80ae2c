using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>Very long sequences: memory for a chunk of steps suffices for predictions, memory for a window for training.</summary>
public class LongSequenceTests
{
    private const int Steps = 100_000;

    private static readonly ModelSpec Last = Specs.Sequence("Last", 2, LossKind.MeanSquaredError,
        new GruSpec("gru1", 4) { Return = ReturnKind.Sequence }, new LstmSpec("lstm1", 3), new DenseSpec("dense", 1, ActivationKind.Linear));

    private static readonly ModelSpec Every = Specs.Sequence("Every", 2, LossKind.MeanSquaredError,
        new GruSpec("gru1", 4) { Return = ReturnKind.Sequence }, new DenseSpec("dense", 1, ActivationKind.Linear)) with
    {
        Stateful = true,
    };

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Long", [Last, Every], Body.Active));

    [Fact]
    public void MemoryOfPredictionsDoesNotGrowWithTheSteps()
    {
        foreach (var name in new[] { "Last", "Every" })
        {
            var model = Models.Value.Single(name, Body.Active);
            Assert.Equal(model.CreateWorkspace(1, 1000).Bytes, model.CreateWorkspace(1, Steps).Bytes);
        }
    }

    [Fact]
    public void HundredThousandStepsGiveTheBitsOfAStream()
    {
        var model = Models.Value.Single("Last", Body.Active, seed: 1);
        var inputs = Inputs.Random(model, batch: 1, Steps, seed: 2);
        var expected = Runner.Predict(model, inputs)["y"];
        var y = new float[1];
        model.Restart();
        foreach (var x in inputs.Values["x"].Chunk(2)) model.Step(x, y);
        Agreement.InBits(expected, Runner.Doubles<float>(y), "the last step");
    }

    /// <summary>A window's workspace, whatever the length of the sequence: outputs are those of one long prediction.</summary>
    [Fact]
    public void WindowsOfTrainingReachTheEndOfTheSequence()
    {
        const int Window = 100;
        var model = Models.Value.Single("Every", Body.Active, seed: 1);
        var inputs = Inputs.Random(model, batch: 1, Steps, seed: 2);
        var expected = Runner.Predict(model, inputs)["y"];
        var workspace = model.CreateTrainingWorkspace(1, Window);
        workspace.CarryState = true;
        var tensors = new Tensors<float>();
        for (var first = 0; first < Steps; first += Window)
        {
            tensors["x"] = inputs.Values["x"][(2 * first)..(2 * (first + Window))];
            model.Forward(tensors, 1, workspace);
            Agreement.InBits(expected.AsSpan(first, Window), Runner.Doubles<float>(model.Output("y", workspace)), $"the window from step {first}");
        }
    }
}
