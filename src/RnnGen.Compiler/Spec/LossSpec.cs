namespace RnnGen.Compiler.Spec;

/// <summary>What training minimises.</summary>
public enum LossKind
{
    /// <summary>Mean of (y − target)².</summary>
    MeanSquaredError,

    /// <summary>The caller computes the loss and hands the gradients of the outputs to Backward.</summary>
    External,

    /// <summary>Mean of |y − target|.</summary>
    MeanAbsoluteError,

    /// <summary>½e² for errors up to δ, δ(|e| − ½δ) beyond.</summary>
    Huber,

    /// <summary>Binary cross-entropy of σ(y) and targets in [0, 1].</summary>
    BinaryCrossEntropyWithLogits,

    /// <summary>Cross-entropy of softmax(y) and a class per row.</summary>
    CrossEntropyWithLogits,
}

/// <summary>A loss of one output.</summary>
public sealed record LossSpec(LossKind Kind)
{
    /// <summary>The layer whose output it judges; null for the only one.</summary>
    public string? Of { get; init; }

    /// <summary>Its share in the sum of several losses.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Huber's δ.</summary>
    public double Delta { get; init; } = 1;

    /// <summary>Weight of positive targets in a binary cross-entropy.</summary>
    public double PositiveWeight { get; init; } = 1;

    /// <summary>Share of the target that is spread over all classes.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>A class that does not count; null for none.</summary>
    public int? IgnoreIndex { get; init; }

    /// <summary>A weight per class; empty for equal weights.</summary>
    public EquatableArray<double> ClassWeights { get; init; }

    /// <summary>Whether the sum over rows is divided by their number.</summary>
    public bool Mean { get; init; } = true;
}
