using System.Numerics;
using RnnGen.Data;

namespace RnnGen.Training;

/// <summary>Runs a model over a dataset batch by batch, in order, in memory that is allocated once.</summary>
internal sealed class Predictor<TInput, TTarget>
    where TInput : unmanaged, INumberBase<TInput>
    where TTarget : unmanaged, INumberBase<TTarget>
{
    private readonly IModel<TInput> _model;
    private readonly Dataset<TInput, TTarget> _data;
    private readonly int _batchSize;
    private readonly bool _isSequence;
    private readonly int _features;
    private readonly ModelWorkspace _workspace;
    private readonly Batch<TInput, TTarget> _batch;
    private readonly int[] _samples;
    private readonly float[] _outputs;

    public Predictor(IModel<TInput> model, Dataset<TInput, TTarget> data, int batchSize, BatchPadding padding, int threads = 1)
    {
        (_isSequence, _features) = (model.Description.OutputIsSequence, model.Description.OutputFeatures);
        _batchSize = Math.Min(batchSize, data.Count);
        _model = model;
        _data = data;
        _workspace = model.CreateWorkspace(_batchSize, data.Steps);
        _workspace.Threads = threads;

        // Predict takes any targets: those that are not whole steps are never cut.
        _batch = new Batch<TInput, TTarget>(data, _batchSize, _isSequence && data.TargetLength % data.Steps == 0, padding, data.Steps, model.Description.IgnoreIndex);
        _samples = new int[_batchSize];
        _outputs = new float[checked(_batchSize * OutputLength(data.Steps))];
    }

    /// <summary>Predicts every sample, <c>[samples, outputs]</c> or <c>[samples, steps, outputs]</c> with zeros for padded steps.</summary>
    public float[] Predict()
    {
        var all = new float[checked(_data.Count * OutputLength(_data.Steps))];
        for (var first = 0; first < _data.Count; first += _batchSize)
        {
            var y = Load(first);
            _model.Predict(_batch.X, _batch.Lengths, y, _batch.Count, _workspace);
            var row = OutputLength(_batch.Steps);
            for (var i = 0; i < _batch.Count; i++)
            {
                var valid = _isSequence && _data.HasLengths ? _batch.Lengths[i] * _features : row;
                y.Slice(i * row, valid).CopyTo(all.AsSpan((first + i) * OutputLength(_data.Steps)));
            }
        }

        return all;
    }

    /// <summary>The loss, the mean of the batches' as in training, and the means of metrics; null if cancelled between two batches.</summary>
    public Evaluation? Evaluate(IReadOnlyList<Metric<TTarget>> metrics, CancellationToken cancellation = default)
    {
        var (sums, loss) = (new MetricSums<TTarget>(metrics, _model.Description), default(MetricSum));
        for (var first = 0; first < _data.Count; first += _batchSize)
        {
            if (cancellation.IsCancellationRequested) return null;
            var y = Load(first);
            if (_model is ITrainableModel<TInput, TTarget> judge)
            {
                var batchLoss = (double)judge.Evaluate(_batch.X, _batch.Lengths, _batch.Targets, y, _batch.Count, _workspace);
                loss = new MetricSum(loss.Sum + (batchLoss * _batch.Rows), loss.Count + _batch.Rows);
            }
            else
            {
                _model.Predict(_batch.X, _batch.Lengths, y, _batch.Count, _workspace);
            }

            sums.Add(y, _batch.Targets, _batch.Lengths, _batch.Steps);
            sums.Commit();
        }

        return new Evaluation(loss.Mean, sums.Values());
    }

    private int OutputLength(int steps) => (_isSequence ? steps : 1) * _features;

    /// <summary>Reads the batch that begins with a sample, and gives the place of its outputs, which last until the next.</summary>
    private Span<float> Load(int first)
    {
        var samples = _samples.AsSpan(0, Math.Min(_batchSize, _data.Count - first));
        for (var i = 0; i < samples.Length; i++) samples[i] = first + i;
        _batch.Load(samples);
        _batch.Select(0, _batch.Steps);
        return _outputs.AsSpan(0, samples.Length * OutputLength(_batch.Steps));
    }
}
