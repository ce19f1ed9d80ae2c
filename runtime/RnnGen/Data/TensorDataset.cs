using System.Numerics;

namespace RnnGen.Data;

/// <summary>Samples in memory: inputs <c>[samples, steps, features]</c> and targets <c>[samples, target length]</c>, row-major.</summary>
/// <typeparam name="TInput"><see cref="float"/> for features, <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/> for values, <see cref="int"/> for class labels.</typeparam>
public sealed class TensorDataset<TInput, TTarget> : Dataset<TInput, TTarget>
    where TInput : unmanaged, INumberBase<TInput>
    where TTarget : unmanaged, INumberBase<TTarget>
{
    private readonly TensorSamples<TInput, TTarget> _samples;

    /// <summary>Refers to the data, without copying them.</summary>
    /// <param name="x">Inputs, <c>[samples, steps, features]</c>; the number of samples follows from the length.</param>
    /// <param name="targets">Wanted outputs or labels, <c>[samples, target length]</c>; the target length follows from the length.</param>
    /// <param name="steps">Time steps of every sample, padding included; 1 for plain vectors.</param>
    /// <param name="features">Values per step; 1 for tokens.</param>
    /// <param name="lengths">Valid steps of every sample, 0 to <paramref name="steps"/>, the rest being padding; empty if all are valid.</param>
    /// <exception cref="ArgumentException">The lengths are not multiples of whole samples, or there are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length of a sample is out of range.</exception>
    public TensorDataset(
        ReadOnlyMemory<TInput> x, ReadOnlyMemory<TTarget> targets, int steps, int features = 1, ReadOnlyMemory<int> lengths = default) =>
        _samples = new TensorSamples<TInput, TTarget>(x, targets, steps, features, lengths);

    /// <inheritdoc/>
    public override int Count => _samples.Count;

    /// <inheritdoc/>
    public override int Steps => _samples.Steps;

    /// <inheritdoc/>
    public override int Features => _samples.Features;

    /// <inheritdoc/>
    public override int TargetLength => _samples.TargetLength;

    /// <inheritdoc/>
    public override bool HasLengths => _samples.HasLengths;

    /// <inheritdoc/>
    protected override void CopySample(int sample, Span<TInput> x, Span<TTarget> target) => _samples.Copy(sample, x, target);

    /// <inheritdoc/>
    protected override int LengthOf(int sample) => _samples.LengthOf(sample);
}

/// <summary>The plain case: float features and float values in memory.</summary>
public sealed class TensorDataset : Dataset
{
    private readonly TensorSamples<float, float> _samples;

    /// <summary>Refers to the data, without copying them.</summary>
    /// <param name="x">Inputs, <c>[samples, steps, features]</c>; the number of samples follows from the length.</param>
    /// <param name="targets">Wanted outputs, <c>[samples, target length]</c>; the target length follows from the length.</param>
    /// <param name="steps">Time steps of every sample, padding included; 1 for plain vectors.</param>
    /// <param name="features">Values per step.</param>
    /// <param name="lengths">Valid steps of every sample, 0 to <paramref name="steps"/>, the rest being padding; empty if all are valid.</param>
    /// <exception cref="ArgumentException">The lengths are not multiples of whole samples, or there are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length of a sample is out of range.</exception>
    public TensorDataset(
        ReadOnlyMemory<float> x, ReadOnlyMemory<float> targets, int steps, int features, ReadOnlyMemory<int> lengths = default) =>
        _samples = new TensorSamples<float, float>(x, targets, steps, features, lengths);

    /// <inheritdoc/>
    public override int Count => _samples.Count;

    /// <inheritdoc/>
    public override int Steps => _samples.Steps;

    /// <inheritdoc/>
    public override int Features => _samples.Features;

    /// <inheritdoc/>
    public override int TargetLength => _samples.TargetLength;

    /// <inheritdoc/>
    public override bool HasLengths => _samples.HasLengths;

    /// <inheritdoc/>
    protected override void CopySample(int sample, Span<float> x, Span<float> target) => _samples.Copy(sample, x, target);

    /// <inheritdoc/>
    protected override int LengthOf(int sample) => _samples.LengthOf(sample);
}
