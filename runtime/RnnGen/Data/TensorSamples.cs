namespace RnnGen.Data;

/// <summary>What the datasets in memory share: the checks of their tensors, and the copies.</summary>
internal sealed class TensorSamples<TInput, TTarget>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    private readonly ReadOnlyMemory<TInput> _x;
    private readonly ReadOnlyMemory<TTarget> _targets;
    private readonly ReadOnlyMemory<int> _lengths;

    public TensorSamples(ReadOnlyMemory<TInput> x, ReadOnlyMemory<TTarget> targets, int steps, int features, ReadOnlyMemory<int> lengths)
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

        if (!lengths.IsEmpty) CheckLengths(lengths.Span, steps);
        (Steps, Features, TargetLength) = (steps, features, targets.Length / Count);
        (_x, _targets, _lengths) = (x, targets, lengths);
    }

    public int Count { get; }

    public int Steps { get; }

    public int Features { get; }

    public int TargetLength { get; }

    public bool HasLengths => !_lengths.IsEmpty;

    public int LengthOf(int sample) => HasLengths ? _lengths.Span[sample] : Steps;

    public void Copy(int sample, Span<TInput> x, Span<TTarget> target)
    {
        _x.Span.Slice(sample * x.Length, x.Length).CopyTo(x);
        _targets.Span.Slice(sample * target.Length, target.Length).CopyTo(target);
    }

    private void CheckLengths(ReadOnlySpan<int> lengths, int steps)
    {
        if (lengths.Length != Count) throw new ArgumentException($"There are {lengths.Length} lengths of {Count} samples.", nameof(lengths));
        for (var i = 0; i < Count; i++)
        {
            if (lengths[i] < 0 || lengths[i] > steps)
            {
                throw new ArgumentOutOfRangeException(nameof(lengths), lengths[i], $"Sample {i} needs a length of 0 to {steps}.");
            }
        }
    }
}
