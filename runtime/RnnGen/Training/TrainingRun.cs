using System.Diagnostics;
using RnnGen.Data;

namespace RnnGen.Training;

/// <summary>One call of <see cref="Trainer.Fit"/>: its buffers and its loops. The arguments are checked already.</summary>
internal sealed class TrainingRun
{
    private readonly ITrainableModel _model;
    private readonly Dataset _data;
    private readonly FitOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly int _batchSize;
    private readonly TrainingWorkspace<float> _workspace;
    private readonly Predictor? _validation;
    private readonly int[] _order;
    private readonly float[] _x;
    private readonly float[] _targets;
    private int _skippedInARow;

    public TrainingRun(ITrainableModel model, Dataset data, Dataset? validation, FitOptions options, CancellationToken cancellation)
    {
        _model = model;
        _data = data;
        _options = options;
        _cancellation = cancellation;
        _batchSize = Math.Min(options.BatchSize, data.Count);
        _workspace = model.CreateTrainingWorkspace(_batchSize, data.Steps);
        _workspace.Seed = options.Seed;
        _validation = validation is null ? null : new Predictor(model, validation, options.BatchSize);
        _order = new int[data.Count];
        _x = new float[checked(_batchSize * data.Steps * data.Features)];
        _targets = new float[checked(_batchSize * data.TargetLength)];
    }

    public History Run()
    {
        var context = new TrainingContext(_model, _options.Optimizer, _validation is not null);
        foreach (var callback in _options.Callbacks) callback.OnTrainingBegin(context);
        var epochs = new List<EpochResult>(_options.Epochs);
        var end = TrainingEnd.Completed;
        for (var epoch = 0; epoch < _options.Epochs && end == TrainingEnd.Completed; epoch++)
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
        var batches = (_data.Count + _batchSize - 1) / _batchSize;
        var (loss, samples, skipped) = (0.0, 0, 0);
        var errors = default(ErrorSums);
        PutInOrder(epoch);
        for (var batch = 0; batch < batches; batch++)
        {
            if (_cancellation.IsCancellationRequested) return null;
            var indices = _order.AsSpan(batch * _batchSize, Math.Min(_batchSize, _data.Count - (batch * _batchSize)));
            if (TakeStep(indices, ref errors, out var batchLoss, out var norm))
            {
                loss += (double)batchLoss * indices.Length;
                samples += indices.Length;
                _skippedInARow = 0;
            }
            else
            {
                skipped++;
                _skippedInARow++;
            }

            _options.Progress?.OnBatchEnd(
                new BatchResult(epoch, _options.Epochs, batch, batches, loss / samples, norm, Skipped: _skippedInARow > 0));
            if (_skippedInARow == _options.MaxSkippedSteps) ThrowDiverged(epoch, batch);
        }

        var training = new Evaluation(loss / samples, errors.MeanAbsolute, errors.MeanSquared);
        Evaluation? validation = null;
        if (_validation is not null)
        {
            validation = _validation.Evaluate(_cancellation);
            if (validation is null) return null;
        }

        return new EpochResult(epoch, training, validation, rate, skipped, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Forward, loss, backward and, if all is finite, a step of the optimizer. False if the step was skipped.</summary>
    private bool TakeStep(ReadOnlySpan<int> samples, ref ErrorSums errors, out float loss, out double norm)
    {
        var x = _x.AsSpan(0, samples.Length * _data.Steps * _data.Features);
        var targets = _targets.AsSpan(0, samples.Length * _data.TargetLength);
        _data.Fill(samples, x, targets);

        _model.Forward(x, samples.Length, _workspace);
        var withBatch = errors;
        withBatch.Add(_workspace.Outputs, targets);
        loss = _model.Loss(targets, _workspace);
        _model.Backward(_workspace);

        var gradients = _workspace.Gradients;
        norm = _options.ClipNorm is { } maxNorm ? GradientClipping.ClipNorm(gradients, maxNorm) : GradientClipping.Norm(gradients);
        if (!float.IsFinite(loss) || !double.IsFinite(norm)) return false;
        errors = withBatch;
        _options.Optimizer.Step(_model.Parameters, gradients);
        _model.RefreshWeights();
        return true;
    }

    /// <summary>Fisher and Yates' shuffle from the identity, so that the order depends on seed and epoch only.</summary>
    private void PutInOrder(int epoch)
    {
        for (var i = 0; i < _order.Length; i++) _order[i] = i;
        if (!_options.Shuffle) return;
        var random = new CounterRandom(_options.Seed, (ulong)epoch);
        for (var i = _order.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1, i);
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }
    }

    private void ThrowDiverged(int epoch, int batch) => throw new NotFiniteNumberException(
        $"{_skippedInARow} training steps in a row had a loss or a gradient that is not finite, the last in epoch {epoch}, batch {batch}. "
        + "Lower the learning rate, clip the gradients, or look for huge values in the data. The weights are those before them.");
}
