namespace RnnGen.Data;

/// <summary>
/// Samples for training and evaluation: inputs <c>[steps, features]</c> with wanted outputs. A dataset holds or refers to its data and
/// copies samples into the batch buffers of whoever asks; reading is safe for any number of threads at once.
/// </summary>
public abstract class Dataset
{
    /// <summary>Number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>Time steps of every sample; 1 for plain vectors.</summary>
    public abstract int Steps { get; }

    /// <summary>Values per step.</summary>
    public abstract int Features { get; }

    /// <summary>Values of the wanted output of every sample.</summary>
    public abstract int TargetLength { get; }

    /// <summary>Copies a batch.</summary>
    /// <param name="samples">Indices of the samples, in any order.</param>
    /// <param name="x">Takes the inputs, <c>[samples, steps, features]</c>.</param>
    /// <param name="targets">Takes the wanted outputs, <c>[samples, target length]</c>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample of an index.</exception>
    public void Fill(ReadOnlySpan<int> samples, Span<float> x, Span<float> targets)
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

        foreach (var sample in samples)
        {
            if ((uint)sample >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(samples), sample, $"There are {Count} samples.");
        }

        for (var i = 0; i < count; i++) CopySample(samples[i], x.Slice(i * inputs, inputs), targets.Slice(i * outputs, outputs));
    }

    /// <summary>A range of the samples, in order, without copying data: the split of a time series.</summary>
    /// <param name="samples">Which ones: <c>..^200</c> are all but the last 200.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range exceeds the samples.</exception>
    public Dataset Slice(Range samples)
    {
        var (start, count) = samples.GetOffsetAndLength(Count);
        return new SliceDataset(this, start, count);
    }

    /// <summary>Makes sure that every value is finite: one NaN in the data turns every weight into NaN.</summary>
    /// <exception cref="InvalidDataException">A value is NaN or infinite; the message says which and where.</exception>
    public void CheckFinite()
    {
        var x = new float[Steps * Features];
        var target = new float[TargetLength];
        for (var sample = 0; sample < Count; sample++)
        {
            CopySample(sample, x, target);
            if (NonFinite.IndexIn(x) is { } i) throw NonFinite.Error(x[i], LocateInput(sample, i / Features, i % Features));
            if (NonFinite.IndexIn(target) is { } j) throw NonFinite.Error(target[j], LocateTarget(sample, j));
        }
    }

    /// <summary>Copies one sample.</summary>
    /// <param name="sample">Its index, in range.</param>
    /// <param name="x">Takes the inputs, of the exact length.</param>
    /// <param name="target">Takes the wanted outputs, of the exact length.</param>
    protected abstract void CopySample(int sample, Span<float> x, Span<float> target);

    /// <summary>Says in the caller's terms where an input comes from, for messages.</summary>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="step">Its time step.</param>
    /// <param name="feature">The value of that step.</param>
    protected virtual string LocateInput(int sample, int step, int feature) => $"sample {sample}, step {step}, feature {feature}";

    /// <summary>Says in the caller's terms where a wanted output comes from, for messages.</summary>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="index">The value of its target.</param>
    protected virtual string LocateTarget(int sample, int index) => $"the target of sample {sample}, value {index}";

    private sealed class SliceDataset(Dataset source, int start, int count) : Dataset
    {
        public override int Count => count;

        public override int Steps => source.Steps;

        public override int Features => source.Features;

        public override int TargetLength => source.TargetLength;

        protected override void CopySample(int sample, Span<float> x, Span<float> target) => source.CopySample(start + sample, x, target);

        protected override string LocateInput(int sample, int step, int feature) => source.LocateInput(start + sample, step, feature);

        protected override string LocateTarget(int sample, int index) => source.LocateTarget(start + sample, index);
    }
}
