using System.Numerics;

namespace RnnGen.Data;

/// <summary>
/// Samples for training and evaluation: inputs <c>[steps, features]</c> with wanted outputs. A dataset holds or refers to its data and
/// copies samples into the batch buffers of whoever asks; reading is safe for any number of threads at once.
/// </summary>
/// <typeparam name="TInput"><see cref="float"/> for features, <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/> for values, <see cref="int"/> for class labels.</typeparam>
public abstract class Dataset<TInput, TTarget>
    where TInput : unmanaged, INumberBase<TInput>
    where TTarget : unmanaged, INumberBase<TTarget>
{
    /// <summary>Number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>Time steps of every sample, padding included; 1 for plain vectors.</summary>
    public abstract int Steps { get; }

    /// <summary>Values per step; 1 for tokens.</summary>
    public abstract int Features { get; }

    /// <summary>Values or labels wanted for every sample: for one output, or for all <see cref="Steps"/> of them.</summary>
    public abstract int TargetLength { get; }

    /// <summary>Whether samples have lengths of their own.</summary>
    public virtual bool HasLengths => false;

    /// <summary>Copies a batch.</summary>
    /// <param name="samples">Indices of the samples, in any order.</param>
    /// <param name="x">Takes the inputs, <c>[samples, steps, features]</c>.</param>
    /// <param name="targets">Takes the wanted outputs, <c>[samples, target length]</c>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample of an index.</exception>
    public void Fill(ReadOnlySpan<int> samples, Span<TInput> x, Span<TTarget> targets)
    {
        var (inputs, outputs) = (Steps * Features, TargetLength);
        var count = samples.Length;
        if (x.Length != count * inputs)
        {
            throw new ArgumentException($"{count} samples have {count * inputs} inputs, not {x.Length}.", nameof(x));
        }

        if (targets.Length != count * outputs)
        {
            throw new ArgumentException($"{count} samples have {count * outputs} targets, not {targets.Length}.", nameof(targets));
        }

        CheckIndices(samples);
        for (var i = 0; i < count; i++) CopySample(samples[i], x.Slice(i * inputs, inputs), targets.Slice(i * outputs, outputs));
    }

    /// <summary>Copies the lengths of a batch: valid steps of every sample, from the first; the rest of its row is padding.</summary>
    /// <param name="samples">Indices of the samples, in any order.</param>
    /// <param name="lengths">Takes the lengths; <see cref="Steps"/> if samples have none of their own.</param>
    /// <exception cref="ArgumentException">There are not as many lengths as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample of an index.</exception>
    public void FillLengths(ReadOnlySpan<int> samples, Span<int> lengths)
    {
        if (lengths.Length != samples.Length)
        {
            throw new ArgumentException($"{samples.Length} samples have as many lengths, not {lengths.Length}.", nameof(lengths));
        }

        CheckIndices(samples);
        for (var i = 0; i < samples.Length; i++) lengths[i] = LengthOf(samples[i]);
    }

    /// <summary>A range of the samples, in order, without copying data: the split of a time series.</summary>
    /// <param name="samples">Which ones: <c>..^200</c> are all but the last 200.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range exceeds the samples.</exception>
    public virtual Dataset<TInput, TTarget> Slice(Range samples)
    {
        var (start, count) = samples.GetOffsetAndLength(Count);
        return new SliceDataset(this, start, count);
    }

    /// <summary>Makes sure that every value is finite: one NaN in the data turns every weight into NaN.</summary>
    /// <exception cref="InvalidDataException">A value is NaN or infinite; the message says which and where.</exception>
    public void CheckFinite() => Check(vocabulary: 0, _ => null, "");

    /// <summary>Makes sure that every value is finite, every token is in the vocabulary (if it is not 0) and every target is valid.</summary>
    /// <exception cref="InvalidDataException">A value is not; the message says which and where.</exception>
    internal void Check(int vocabulary, Func<ReadOnlySpan<TTarget>, int?> invalidTarget, string allowedTargets)
    {
        var x = new TInput[Steps * Features];
        var target = new TTarget[TargetLength];
        for (var sample = 0; sample < Count; sample++)
        {
            CopySample(sample, x, target);
            if (BadData.NotFinite<TInput>(x) is { } i) throw BadData.NotFiniteError(x[i], LocateInput(sample, i / Features, i % Features));
            if (BadData.NotFinite<TTarget>(target) is { } j) throw BadData.NotFiniteError(target[j], LocateTarget(sample, j));
            if (vocabulary > 0 && BadData.NotInVocabulary<TInput>(x, vocabulary) is { } k)
            {
                throw BadData.TokenError(x[k], vocabulary, LocateInput(sample, k / Features, k % Features));
            }

            if (invalidTarget(target) is { } l) throw BadData.TargetError(target[l], LocateTarget(sample, l), allowedTargets);
        }
    }

    /// <summary>Copies one sample.</summary>
    /// <param name="sample">Its index, in range.</param>
    /// <param name="x">Takes the inputs, of the exact length.</param>
    /// <param name="target">Takes the wanted outputs, of the exact length.</param>
    protected abstract void CopySample(int sample, Span<TInput> x, Span<TTarget> target);

    /// <summary>Valid steps of a sample.</summary>
    /// <param name="sample">Its index, in range.</param>
    protected virtual int LengthOf(int sample) => Steps;

    /// <summary>Says in the caller's terms where an input comes from, for messages.</summary>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="step">Its time step.</param>
    /// <param name="feature">The value of that step.</param>
    protected virtual string LocateInput(int sample, int step, int feature) => $"sample {sample}, step {step}, feature {feature}";

    /// <summary>Says in the caller's terms where a wanted output comes from, for messages.</summary>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="index">The value of its target.</param>
    protected virtual string LocateTarget(int sample, int index) => $"the target of sample {sample}, value {index}";

    private void CheckIndices(ReadOnlySpan<int> samples)
    {
        foreach (var sample in samples)
        {
            if ((uint)sample >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(samples), sample, $"There are {Count} samples.");
        }
    }

    private sealed class SliceDataset(Dataset<TInput, TTarget> source, int start, int count) : Dataset<TInput, TTarget>
    {
        public override int Count => count;

        public override int Steps => source.Steps;

        public override int Features => source.Features;

        public override int TargetLength => source.TargetLength;

        public override bool HasLengths => source.HasLengths;

        protected override void CopySample(int sample, Span<TInput> x, Span<TTarget> target) => source.CopySample(start + sample, x, target);

        protected override int LengthOf(int sample) => source.LengthOf(start + sample);

        protected override string LocateInput(int sample, int step, int feature) => source.LocateInput(start + sample, step, feature);

        protected override string LocateTarget(int sample, int index) => source.LocateTarget(start + sample, index);
    }
}
