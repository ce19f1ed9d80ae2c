namespace RnnGen.Data;

/// <summary>The plain case: samples of float features with float values as targets.</summary>
public abstract class Dataset : Dataset<float, float>
{
    /// <inheritdoc/>
    public override Dataset Slice(Range samples)
    {
        var (start, count) = samples.GetOffsetAndLength(Count);
        return new PlainSlice(this, start, count);
    }

    private sealed class PlainSlice(Dataset source, int start, int count) : Dataset
    {
        public override int Count => count;

        public override int Steps => source.Steps;

        public override int Features => source.Features;

        public override int TargetLength => source.TargetLength;

        public override bool HasLengths => source.HasLengths;

        protected override void CopySample(int sample, Span<float> x, Span<float> target) => source.CopySample(start + sample, x, target);

        protected override int LengthOf(int sample) => source.LengthOf(start + sample);

        protected override string LocateInput(int sample, int step, int feature) => source.LocateInput(start + sample, step, feature);

        protected override string LocateTarget(int sample, int index) => source.LocateTarget(start + sample, index);
    }
}
