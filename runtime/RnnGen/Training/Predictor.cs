using RnnGen.Data;

namespace RnnGen.Training;

/// <summary>Runs a model over a dataset batch by batch, in order, in memory that is allocated once.</summary>
internal sealed class Predictor
{
    private readonly IModel _model;
    private readonly Dataset _data;
    private readonly int _batchSize;
    private readonly ModelWorkspace _workspace;
    private readonly int[] _samples;
    private readonly float[] _x;
    private readonly float[] _targets;
    private readonly float[] _outputs;

    public Predictor(IModel model, Dataset data, int batchSize)
    {
        _batchSize = Math.Min(batchSize, data.Count);
        _model = model;
        _data = data;
        _workspace = model.CreateWorkspace(_batchSize, data.Steps);
        _samples = new int[_batchSize];
        _x = new float[checked(_batchSize * data.Steps * data.Features)];
        _targets = new float[checked(_batchSize * data.TargetLength)];
        _outputs = new float[_targets.Length];
    }

    /// <summary>Predicts every sample into <paramref name="y"/>, <c>[samples, target length]</c>.</summary>
    public void Predict(Span<float> y)
    {
        for (var first = 0; first < _data.Count; first += _batchSize)
        {
            var count = Math.Min(_batchSize, _data.Count - first);
            PredictBatch(first, count, y.Slice(first * _data.TargetLength, count * _data.TargetLength));
        }
    }

    /// <summary>Compares the predictions of all samples with their targets; null if cancelled between two batches.</summary>
    public Evaluation? Evaluate(CancellationToken cancellation = default)
    {
        var errors = default(ErrorSums);
        for (var first = 0; first < _data.Count; first += _batchSize)
        {
            if (cancellation.IsCancellationRequested) return null;
            var count = Math.Min(_batchSize, _data.Count - first);
            var y = _outputs.AsSpan(0, count * _data.TargetLength);
            PredictBatch(first, count, y);
            errors.Add(y, _targets.AsSpan(0, y.Length));
        }

        return new Evaluation(errors.MeanSquared, errors.MeanAbsolute, errors.MeanSquared);
    }

    private void PredictBatch(int first, int count, Span<float> y)
    {
        for (var i = 0; i < count; i++) _samples[i] = first + i;
        var x = _x.AsSpan(0, count * _data.Steps * _data.Features);
        _data.Fill(_samples.AsSpan(0, count), x, _targets.AsSpan(0, count * _data.TargetLength));
        _model.Predict(x, y, count, _workspace);
    }
}
