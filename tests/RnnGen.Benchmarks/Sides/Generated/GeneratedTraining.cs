using RnnGen.Training;

namespace RnnGen.Benchmarks.Sides.Generated;

/// <summary>A training step of a generated model.</summary>
/// <typeparam name="TInput"><see cref="float"/> for features, <see cref="int"/> for tokens.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/> for values, <see cref="int"/> for labels.</typeparam>
internal sealed class GeneratedTraining<TInput, TTarget> : IOperation
    where TInput : unmanaged
    where TTarget : unmanaged
{
    private readonly ITrainableModel<TInput, TTarget> _model, _withoutDropout;
    private readonly TrainingWorkspace<float> _workspace;
    private readonly TensorBlock<float> _weights;
    private readonly TInput[] _x;
    private readonly int[] _lengths;
    private readonly TTarget[] _target;
    private readonly int _batch;
    private readonly Adam _optimizer = new(learningRate: 1e-3);

    /// <param name="model">The model that is timed.</param>
    /// <param name="withoutDropout">The same network declared without dropout, whose gradients the other sides must have.</param>
    /// <param name="weights">Weights of both.</param>
    /// <param name="x">Inputs of a batch.</param>
    /// <param name="target">Wanted outputs.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="lengths">Valid steps of each; none: all of them.</param>
    public GeneratedTraining(
        ITrainableModel<TInput, TTarget> model,
        ITrainableModel<TInput, TTarget> withoutDropout,
        TensorBlock<float> weights,
        TInput[] x,
        TTarget[] target,
        int batch,
        int[]? lengths = null)
    {
        (_model, _withoutDropout, _weights, _x, _target, _batch) = (model, withoutDropout, weights, x, target, batch);
        _lengths = lengths ?? [];
        _workspace = GeneratedThreads.With(model.CreateTrainingWorkspace(batch, x.Length / batch / model.Description.InputFeatures));
        Weights.Copy(weights, model);
    }

    /// <summary>The loss of the last step, read as a training loop does.</summary>
    public float LastLoss { get; private set; }

    /// <summary>What forward keeps for backward, less where samples are shorter; the gradients, the parameters and two moments of each.</summary>
    public double KeptBytes => (_workspace.Bytes * Filled) + (4.0 * sizeof(float) * _model.Parameters.Length);

    private double Filled => _lengths.Length == 0 ? 1 : (double)_lengths.Sum() / (_batch * _workspace.MaxSteps);

    public void Run()
    {
        _model.Forward(_x, _lengths, _batch, _workspace);
        LastLoss = _model.Loss(_target, _workspace);
        _model.Backward(_workspace);
        var norm = GradientClipping.Norm(_workspace.Gradients, _workspace.Threads);
        _optimizer.Step(_model.Parameters, _workspace.Gradients, GradientClipping.Coefficient(norm, maxNorm: 1), _workspace.Threads);
        _model.RefreshWeights(_workspace.Threads);
    }

    public IReadOnlyDictionary<string, float[]> Compute()
    {
        Weights.Copy(_weights, _withoutDropout);
        var workspace = GeneratedThreads.With(_withoutDropout.CreateTrainingWorkspace(_workspace.MaxBatch, _workspace.MaxSteps));
        _withoutDropout.Forward(_x, _lengths, _batch, workspace);
        var results = new Dictionary<string, float[]> { ["output"] = workspace.Outputs.ToArray() };
        results.Add("loss", [_withoutDropout.Loss(_target, workspace)]);
        _withoutDropout.Backward(workspace);
        Weights.AddGradients(workspace.Gradients, results);
        return results;
    }

    public void Dispose()
    {
    }
}
