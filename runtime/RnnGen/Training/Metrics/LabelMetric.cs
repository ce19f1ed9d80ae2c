namespace RnnGen.Training;

/// <summary>A metric of class labels: one label per row, and a value that marks rows that do not count.</summary>
internal abstract class LabelMetric(string name, int ignoreIndex) : Metric<int>(name)
{
    public override int TargetsPerRow(int outputFeatures) => 1;

    public override string? Misfit(int outputFeatures) =>
        outputFeatures > 1 ? null : $"{Name} of labels compares the outputs of several classes, and there is one output";

    public override MetricSum Add(MetricSum sum, ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets, int outputFeatures)
    {
        var (total, count) = (sum.Sum, sum.Count);
        for (var row = 0; row < targets.Length; row++)
        {
            var label = targets[row];
            if (label == ignoreIndex) continue;
            if ((uint)label >= (uint)outputFeatures)
            {
                throw new InvalidDataException($"There is no class {label}: the model has classes 0 to {outputFeatures - 1}.");
            }

            total += Of(outputs.Slice(row * outputFeatures, outputFeatures), label);
            count++;
        }

        return new MetricSum(total, count);
    }

    /// <summary>The term of one row.</summary>
    protected abstract double Of(ReadOnlySpan<float> outputs, int label);
}

/// <summary>1 if the label has the largest output.</summary>
internal sealed class AccuracyMetric(int ignoreIndex) : LabelMetric("accuracy", ignoreIndex)
{
    protected override double Of(ReadOnlySpan<float> outputs, int label)
    {
        var (best, value) = (-1, float.NegativeInfinity);
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] > value) (best, value) = (i, outputs[i]);
        }

        return best == label ? 1 : 0;
    }
}

/// <summary>log Σⱼ exp yⱼ − y_label, with the largest output taken out so that nothing overflows.</summary>
internal sealed class CrossEntropyMetric(int ignoreIndex) : LabelMetric("cross_entropy", ignoreIndex)
{
    protected override double Of(ReadOnlySpan<float> outputs, int label)
    {
        var max = float.NegativeInfinity;
        foreach (var y in outputs) max = Math.Max(max, y);
        var sum = 0.0;
        foreach (var y in outputs) sum += Math.Exp((double)y - max);
        return Math.Log(sum) + max - outputs[label];
    }
}
