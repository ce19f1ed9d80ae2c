namespace RnnGen.Benchmarks.Workloads;

/// <summary>One thing that is timed, and one line of the report.</summary>
/// <param name="Kind">What a call does.</param>
/// <param name="Batch">Samples per call.</param>
/// <param name="Flops">Floating-point operations per call, as <see cref="Workloads.Flops"/> counts them.</param>
internal record Phase(PhaseKind Kind, int Batch, double Flops)
{
    /// <summary>How exactly RnnGen's products read their weights. Peers read the same numbers in single precision.</summary>
    public WeightPrecision Weights { get; init; }

    /// <summary>For example <c>train-b32</c>, or <c>infer-b1-bf16</c> with rounded weights.</summary>
    public string Name => PeerName + (Weights == WeightPrecision.Exact ? "" : $"-{Weights.ToString().ToLowerInvariant()}");

    /// <summary>What peers do in this phase, for example <c>train-b32</c>.</summary>
    public virtual string PeerName => Kind switch
    {
        PhaseKind.Train => "train",
        PhaseKind.ForwardBackward => "fwd-bwd",
        _ => "infer",
    } + $"-b{Batch}";
}

/// <summary>What a call does.</summary>
internal enum PhaseKind
{
    /// <summary>Forward, loss, backward, clipping of the gradients' norm to 1, Adam, and reading the loss.</summary>
    Train,

    /// <summary>Forward, and backward from a given gradient of the outputs to the parameters and the input.</summary>
    ForwardBackward,

    /// <summary>Forward alone.</summary>
    Infer,

    /// <summary>One step of a stream, whose state the caller holds.</summary>
    Step,
}
