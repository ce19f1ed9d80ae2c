using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>Truncated back-propagation through time: a Forward goes on from the states of the one before, a Backward ends where its window begins.</summary>
public class StatefulTests
{
    private const int Batch = 3, Window = 4;

    private static readonly LayerSpec[] Layers =
    [
        new LstmSpec("lstm", 5) { Return = ReturnKind.Sequence, Layers = 2 },
        new GruSpec("gru", 4) { Return = ReturnKind.Sequence },
        new DenseSpec("dense", 2, ActivationKind.Linear),
    ];

    private static readonly ModelSpec Windowed = Specs.Sequence("Windowed", 3, LossKind.MeanSquaredError, Layers) with { Stateful = true };

    /// <summary>The same layers with their states as inputs and outputs, which the test carries over itself.</summary>
    private static readonly ModelSpec Open = Specs.Sequence("Open", 3, LossKind.MeanSquaredError, [.. Layers.Select(Opened)]);

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Stateful", [Windowed, Open], Body.Active, Body.Double));

    [Fact]
    public void WindowsAreThoseOfAModelWhoseStatesTheCallerCarries()
    {
        var (windowed, open) = (Models.Value.Double("Windowed", 1), Models.Value.Double("Open", 1));
        var inputs = Inputs.Random(windowed, Batch, Window, seed: 4);
        var (ours, theirs) = (windowed.CreateTrainingWorkspace(Batch, Window), open.CreateTrainingWorkspace(Batch, Window));
        ours.CarryState = true;
        var states = new[] { "lstmH", "lstmC", "gruH" };
        var tensors = new Tensors<double>();
        foreach (var state in states) tensors[state + "0"] = new double[Lengths.Of(open, state + "0", Batch, Window)];
        for (var window = 0; window < 3; window++)
        {
            if (window == 2)
            {
                ours.ResetState();
                foreach (var state in states) tensors[state + "0"].AsSpan().Clear();
            }

            tensors["x"] = Runner.Convert<double>(inputs.Values["x"]);
            tensors["target"] = Runner.Convert<double>(inputs.Values["target"]);
            windowed.Forward(tensors, Batch, ours);
            open.Forward(tensors, Batch, theirs);
            Assert.Equal(open.Loss(tensors, theirs), windowed.Loss(tensors, ours));
            windowed.Backward(tensors, ours);
            open.Backward(tensors, theirs);
            Assert.Equal(theirs.Gradients.Values, ours.Gradients.Values);
            foreach (var state in states) tensors[state + "0"] = open.Output(state + "n", theirs).ToArray();
        }
    }

    [Fact]
    public void WithoutCarryEveryForwardStartsFromZeros()
    {
        var model = Models.Value.Single("Windowed", Body.Active, 1);
        var inputs = Inputs.Random(model, Batch, Window, seed: 4);
        var workspace = model.CreateTrainingWorkspace(Batch, Window);
        Agreement.InBits(Runner.Train(model, inputs, workspace), Runner.Train(model, inputs, workspace), "second Forward");
        Agreement.InBits(Runner.Predict(model, inputs)["y"], Runner.Train(model, inputs, workspace)["y"], "prediction");
    }

    private static LayerSpec Opened(LayerSpec layer) =>
        layer is RecurrentSpec recurrent ? recurrent with { InitialStateInput = true, FinalStateOutput = true } : layer;
}
