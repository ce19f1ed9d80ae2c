using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Generated;
using RnnGen.Cells;

namespace RnnGen.Benchmarks.Workloads;

internal sealed partial class W2Workload
{
    /// <summary>The network twice: with the built-in GRU, and with one that a user wrote.</summary>
    public SideSet Cells(Phase phase) => new(
        new("built-in", RnnGen(phase)),
        new("written", phase.Kind == PhaseKind.Train
            ? new GeneratedTraining<float, float>(new W2Written(seed: 1), new W2WrittenWithoutDropout(seed: 1), _weights, X(phase), _target, phase.Batch)
            : new GeneratedInference<float>(new W2Written(seed: 1), _weights, X(phase), phase.Batch)));
}

/// <summary>PyTorch's GRU by its equations.</summary>
internal sealed class WrittenGru : Cell
{
    public static CellVector Step(CellInput x, CellVector h, CellWeights w)
    {
        var r = Sigmoid(w.Input("r", x) + w.Hidden("r", h));
        var z = Sigmoid(w.Input("z", x) + w.Hidden("z", h));
        var hn = w.Hidden("n", h);
        var n = Tanh(w.Input("n", x) + (r * hn));
        return ((1 - z) * n) + (z * h);
    }
}

/// <summary><see cref="W2"/> with that cell; the layers have the names of its own.</summary>
[Model]
[Input(steps: 30, features: 5)]
[Cell(typeof(WrittenGru), 64, Return = Sequence, Name = "gru1")]
[Cell(typeof(WrittenGru), 32, Name = "gru2")]
[Dense(32, Activation = Relu)]
[Dropout(0.2f)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class W2Written;

/// <summary>The same without dropout.</summary>
[Model]
[Input(steps: 30, features: 5)]
[Cell(typeof(WrittenGru), 64, Return = Sequence, Name = "gru1")]
[Cell(typeof(WrittenGru), 32, Name = "gru2")]
[Dense(32, Activation = Relu)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class W2WrittenWithoutDropout;
