namespace RnnGen.Training;

/// <summary>The running sums of some metrics over the batches of an epoch or a dataset. Nothing is allocated but results.</summary>
internal sealed class MetricSums<TTarget>(IReadOnlyList<Metric<TTarget>> metrics, ModelDescription description)
    where TTarget : unmanaged
{
    private readonly Metric<TTarget>[] _metrics = [.. metrics];
    private readonly MetricSum[] _sums = new MetricSum[metrics.Count];
    private readonly MetricSum[] _pending = new MetricSum[metrics.Count];

    public void Reset()
    {
        Array.Clear(_sums);
        Array.Clear(_pending);
    }

    /// <summary>Computes the sums with a batch; they count from <see cref="Commit"/> on, and not if another batch is added instead.</summary>
    /// <param name="outputs">Outputs, <c>[samples, outputs]</c> or <c>[samples, steps, outputs]</c>.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="lengths">Valid steps of every sample; empty if all are.</param>
    /// <param name="steps">Steps of the batch.</param>
    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<int> lengths, int steps)
    {
        var features = description.OutputFeatures;
        for (var i = 0; i < _metrics.Length; i++)
        {
            var metric = _metrics[i];
            var sum = _sums[i];
            if (lengths.IsEmpty || !description.OutputIsSequence)
            {
                _pending[i] = metric.Add(sum, outputs, targets, features);
                continue;
            }

            var perRow = metric.TargetsPerRow(features);
            for (var sample = 0; sample < lengths.Length; sample++)
            {
                var (row, rows) = (sample * steps, lengths[sample]);
                sum = metric.Add(
                    sum, outputs.Slice(row * features, rows * features), targets.Slice(row * perRow, rows * perRow), features);
            }

            _pending[i] = sum;
        }
    }

    public void Commit() => _pending.CopyTo(_sums);

    /// <summary>The mean of one metric.</summary>
    public double Mean(int metric) => _sums[metric].Mean;

    /// <summary>The means from one metric on.</summary>
    public MetricValue[] Values(int first = 0)
    {
        var values = new MetricValue[_metrics.Length - first];
        for (var i = 0; i < values.Length; i++) values[i] = new MetricValue(_metrics[first + i].Name, _sums[first + i].Mean);
        return values;
    }
}
