namespace RnnGen.Training;

/// <summary>|y − target|.</summary>
internal sealed class AbsoluteErrorMetric() : Metric<float>("mean_absolute_error")
{
    public override MetricSum Add(MetricSum sum, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputFeatures)
    {
        var total = sum.Sum;
        for (var i = 0; i < targets.Length; i++) total += Math.Abs((double)outputs[i] - targets[i]);
        return new MetricSum(total, sum.Count + targets.Length);
    }
}

/// <summary>(y − target)².</summary>
internal sealed class SquaredErrorMetric() : Metric<float>("mean_squared_error")
{
    public override MetricSum Add(MetricSum sum, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputFeatures)
    {
        var total = sum.Sum;
        for (var i = 0; i < targets.Length; i++)
        {
            var error = (double)outputs[i] - targets[i];
            total += error * error;
        }

        return new MetricSum(total, sum.Count + targets.Length);
    }
}
