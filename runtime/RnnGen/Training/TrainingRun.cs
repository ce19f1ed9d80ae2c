using System.Diagnostics;
using System.Numerics;
using RnnGen.Data;

namespace RnnGen.Training;

/// <summary>One call of <see cref="Trainer.Fit"/>: its buffers and its loops. The arguments are checked already.</summary>
internal sealed class TrainingRun<TInput, TTarget>
    where TInput : unmanaged, INumberBase<TInput>
    where TTarget : unmanaged, INumberBase<TTarget>
{
    private readonly ITrainableModel<TInput, TTarget> _model;
    private readonly FitOptions<TInput, TTarget> _options;
    private readonly CancellationToken _cancellation;
    private readonly int _maxWindow;
    private readonly SampleOrder _order;
    private readonly Batch<TInput, TTarget> _batch;
    private readonly TrainingWorkspace<float> _workspace;
    private readonly IReadOnlyList<Metric<TTarget>> _metrics;
    private readonly MetricSums<TTarget> _sums;
    private readonly Predictor<TInput, TTarget>? _validation;
    private int _skippedInARow;

    public TrainingRun(
        ITrainableModel<TInput, TTarget> model,
        Dataset<TInput, TTarget> data,
        Dataset<TInput, TTarget>? validation,
        IReadOnlyList<Metric<TTarget>> metrics,
        FitOptions<TInput, TTarget> options,
        CancellationToken cancellation)
    {
        _model = model;
        _options = options;
        _cancellation = cancellation;
        var batchSize = Math.Min(options.BatchSize, data.Count);
        _maxWindow = Math.Min(options.TruncatedSteps ?? data.Steps, data.Steps);
        _order = new SampleOrder(data.Count, batchSize, options.Shuffle, options.Seed);

        // A window that no sample reaches would teach nothing.
        var padding = options.TruncatedSteps is null ? options.Padding : BatchPadding.Longest;
        _batch = new Batch<TInput, TTarget>(data, batchSize, model.Description.OutputIsSequence, padding, _maxWindow, model.Description.IgnoreIndex);
        _workspace = model.CreateTrainingWorkspace(batchSize, _maxWindow);
        _workspace.Seed = options.Seed;
        _workspace.Threads = options.Threads;
        if (options.TruncatedSteps is not null) CarryState();
        _metrics = metrics;
        _sums = new MetricSums<TTarget>(metrics, model.Description);
        _validation = validation is null
            ? null
            : new Predictor<TInput, TTarget>(model, validation, options.BatchSize, options.Padding, options.Threads);
    }

    public History Run()
    {
        var context = new TrainingContext(_model, _options.Optimizer, _validation is not null, _metrics.Select(metric => metric.Name));
        foreach (var callback in _options.Callbacks) callback.OnTrainingBegin(context);
        var epochs = new List<EpochResult>(_options.Epochs - _options.InitialEpoch);
        var end = TrainingEnd.Completed;
        for (var epoch = 0; epoch < _options.InitialEpoch; epoch++) _workspace.Step += StepsOf(epoch);
        for (var epoch = _options.InitialEpoch; epoch < _options.Epochs && end == TrainingEnd.Completed; epoch++)
        {
            if (RunEpoch(epoch) is { } result)
            {
                epochs.Add(result);
                _options.Progress?.OnEpochEnd(result);
                foreach (var callback in _options.Callbacks) callback.OnEpochEnd(context, result);
                if (context.StopTraining) end = TrainingEnd.Stopped;
            }
            else
            {
                end = TrainingEnd.Cancelled;
            }
        }

        foreach (var callback in _options.Callbacks) callback.OnTrainingEnd(context);
        return new History(epochs, end);
    }

    /// <summary>Trains on every sample once, then validates; null if cancelled.</summary>
    private EpochResult? RunEpoch(int epoch)
    {
        var began = Stopwatch.GetTimestamp();
        var rate = _options.Optimizer.LearningRate;
        var (loss, skipped) = (default(MetricSum), 0);
        _sums.Reset();
        _order.Prepare(epoch);
        for (var batch = 0; batch < _order.Batches; batch++)
        {
            _batch.Load(_order[batch]);
            _workspace.ResetState();
            for (var first = 0; first < _batch.Steps; first += _maxWindow)
            {
                if (_cancellation.IsCancellationRequested) return null;
                _batch.Select(first, Math.Min(_maxWindow, _batch.Steps - first));
                if (TakeStep(out var batchLoss, out var norm))
                {
                    loss = new MetricSum(loss.Sum + ((double)batchLoss * _batch.Rows), loss.Count + _batch.Rows);
                    _skippedInARow = 0;
                }
                else
                {
                    skipped++;
                    _skippedInARow++;
                }

                _options.Progress?.OnBatchEnd(new BatchResult(
                    epoch, _options.Epochs, batch, _order.Batches, first / _maxWindow, loss.Mean, norm, Skipped: _skippedInARow > 0));
                if (_skippedInARow == _options.MaxSkippedSteps) ThrowDiverged(epoch, batch);
            }
        }

        var training = new Evaluation(loss.Mean, _sums.Values());
        Evaluation? validation = null;
        if (_validation is not null)
        {
            validation = _validation.Evaluate(_metrics, _cancellation);
            if (validation is null) return null;
        }

        return new EpochResult(epoch, training, validation, rate, skipped, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Forward, loss, backward and, if all is finite, a step of the optimizer. False if the step was skipped.</summary>
    private bool TakeStep(out float loss, out double norm)
    {
        _model.Forward(_batch.X, _batch.Lengths, _batch.Count, _workspace);
        _sums.Add(_workspace.Outputs, _batch.Targets, _batch.Lengths, _batch.WindowSteps);
        loss = _model.Loss(_batch.Targets, _workspace);
        _model.Backward(_workspace);

        var gradients = _workspace.Gradients;
        norm = GradientClipping.Norm(gradients, _options.Threads);
        if (!float.IsFinite(loss) || !double.IsFinite(norm))
        {
            // The states may be what is not finite: the next window starts afresh.
            _workspace.ResetState();
            return false;
        }

        _sums.Commit();
        var scale = _options.ClipNorm is { } maxNorm ? GradientClipping.Coefficient(norm, maxNorm) : 1;
        _options.Optimizer.Step(_model.Parameters, gradients, scale, _options.Threads);
        _model.RefreshWeights(_options.Threads);
        return true;
    }

    /// <summary>Number of steps, or calls of Forward, that an epoch takes.</summary>
    private long StepsOf(int epoch)
    {
        var steps = 0L;
        _order.Prepare(epoch);
        for (var batch = 0; batch < _order.Batches; batch++)
        {
            steps += (_batch.StepsOf(_order[batch]) + _maxWindow - 1) / _maxWindow;
        }

        return steps;
    }

    private void CarryState()
    {
        if (!_workspace.CanCarryState)
        {
            throw new ArgumentException(
                $"{nameof(_options.TruncatedSteps)} needs a model that carries its states from window to window; {_model.Description.Name} "
                + "does not: it needs [Model(Stateful = true)], a recurrent layer, and none that reads time backwards.",
                "options");
        }

        _workspace.CarryState = true;
    }

    private void ThrowDiverged(int epoch, int batch) => throw new NotFiniteNumberException(
        $"{_skippedInARow} training steps in a row had a loss or a gradient that is not finite, the last in epoch {epoch}, batch {batch}. "
        + "Lower the learning rate, clip the gradients, or look for huge values in the data. The weights are those before them.");
}
