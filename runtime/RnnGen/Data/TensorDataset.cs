namespace RnnGen.Data;

/// <summary>Samples in memory: inputs <c>[samples, steps, features]</c> and targets <c>[samples, target length]</c>, row-major.</summary>
public sealed class TensorDataset : Dataset
{
    private readonly ReadOnlyMemory<float> _x;
    private readonly ReadOnlyMemory<float> _targets;

    /// <summary>Refers to the data, without copying them.</summary>
    /// <param name="x">Inputs, <c>[samples, steps, features]</c>; the number of samples follows from the length.</param>
    /// <param name="targets">Wanted outputs, <c>[samples, target length]</c>; the target length follows from the length.</param>
    /// <param name="steps">Time steps of every sample; 1 for plain vectors.</param>
    /// <param name="features">Values per step.</param>
    /// <exception cref="ArgumentException">The lengths are not multiples of whole samples, or there are none.</exception>
    public TensorDataset(ReadOnlyMemory<float> x, ReadOnlyMemory<float> targets, int steps, int features)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        var sample = checked(steps * features);
        if (x.IsEmpty || x.Length % sample != 0)
        {
            throw new ArgumentException($"{x.Length} inputs are no whole number of samples of {steps} x {features}.", nameof(x));
        }

        Count = x.Length / sample;
        if (targets.IsEmpty || targets.Length % Count != 0)
        {
            throw new ArgumentException($"{targets.Length} targets cannot be shared out among {Count} samples.", nameof(targets));
        }

        (Steps, Features, TargetLength) = (steps, features, targets.Length / Count);
        (_x, _targets) = (x, targets);
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int Steps { get; }

    /// <inheritdoc/>
    public override int Features { get; }

    /// <inheritdoc/>
    public override int TargetLength { get; }

    /// <inheritdoc/>
    protected override void CopySample(int sample, Span<float> x, Span<float> target)
    {
        _x.Span.Slice(sample * x.Length, x.Length).CopyTo(x);
        _targets.Span.Slice(sample * target.Length, target.Length).CopyTo(target);
    }
}
