using System.Numerics;

namespace RnnGen.Training;

/// <summary>1 if output and target lie on the same side, the target's threshold being 1/2.</summary>
internal sealed class BinaryAccuracyMetric<TTarget>(float threshold) : Metric<TTarget>("accuracy")
    where TTarget : unmanaged, INumberBase<TTarget>
{
    public override MetricSum Add(MetricSum sum, ReadOnlySpan<float> outputs, ReadOnlySpan<TTarget> targets, int outputFeatures)
    {
        var right = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            if (outputs[i] > threshold == float.CreateTruncating(targets[i]) > 0.5f) right++;
        }

        return new MetricSum(sum.Sum + right, sum.Count + targets.Length);
    }
}

/// <summary>max(y, 0) − y·t + log(1 + exp(−|y|)).</summary>
internal sealed class BinaryCrossEntropyMetric<TTarget>() : Metric<TTarget>("binary_cross_entropy")
    where TTarget : unmanaged, INumberBase<TTarget>
{
    public override MetricSum Add(MetricSum sum, ReadOnlySpan<float> outputs, ReadOnlySpan<TTarget> targets, int outputFeatures)
    {
        var total = sum.Sum;
        for (var i = 0; i < targets.Length; i++)
        {
            var y = (double)outputs[i];
            total += Math.Max(y, 0) - (y * double.CreateTruncating(targets[i])) + Math.Log(1 + Math.Exp(-Math.Abs(y)));
        }

        return new MetricSum(total, sum.Count + targets.Length);
    }
}
