namespace RnnGen.Benchmarks.Workloads;

/// <summary>One step of a stream through a layer of one input.</summary>
/// <param name="Cell">The kind of layer.</param>
/// <param name="Hidden">Size of its state.</param>
internal sealed record StepPhase(StreamCell Cell, int Hidden)
    : Phase(
        PhaseKind.Step,
        1,
        (Cell == StreamCell.Lstm ? Workloads.Flops.Lstm(1, Hidden) : Workloads.Flops.Gru(1, Hidden)) + Workloads.Flops.Dense(Hidden, 1))
{
    /// <summary>For example <c>lstm-8</c>.</summary>
    public override string PeerName => $"{(Cell == StreamCell.Lstm ? "lstm" : "gru")}-{Hidden}";
}

/// <summary>The layers that streams run through.</summary>
internal enum StreamCell
{
    /// <summary>Two states.</summary>
    Lstm,

    /// <summary>One state.</summary>
    Gru,
}
