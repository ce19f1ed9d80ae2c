using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Workloads;
using RnnGen.Training;

namespace RnnGen.Benchmarks.Growth;

/// <summary>
/// An epoch of one batch: forward, loss, backward, clipping and Adam. One sequence that is longer than a window is trained window by
/// window, the states carried on: truncated back-propagation through time.
/// </summary>
internal sealed class GrowthTraining : IGrowthOperation
{
    private readonly ITrainableModel _model;
    private readonly TrainingWorkspace<float> _workspace;
    private readonly float[] _x, _target;
    private readonly int _batch, _steps, _window;
    private readonly Adam _optimizer = new(learningRate: 1e-3);

    /// <param name="model">A stateful model.</param>
    /// <param name="batch">Number of sequences; 1 if they are longer than a window.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="window">Steps that are differentiated at once.</param>
    public GrowthTraining(ITrainableModel model, int batch, int steps, int window)
    {
        if (batch > 1 && steps > window) throw new NotSupportedException("Windows of several sequences do not lie side by side in memory.");
        (_model, _batch, _steps, _window) = (model, batch, steps, Math.Min(steps, window));
        _x = Tensors.Normal(seed: 25, batch * steps * GrowthModels.Features);
        _target = Tensors.Normal(seed: 26, batch * steps);
        _workspace = model.CreateTrainingWorkspace(batch, _window);
        _workspace.CarryState = steps > window;
    }

    public long WorkspaceBytes => _workspace.Bytes;

    /// <summary>The loss of the last window.</summary>
    public float LastLoss { get; private set; }

    public void Run()
    {
        _workspace.ResetState();
        for (var t = 0; t < _steps; t += _window)
        {
            var values = _batch * Math.Min(_window, _steps - t);
            _model.Forward(_x.AsSpan(t * GrowthModels.Features, values * GrowthModels.Features), _batch, _workspace);
            LastLoss = _model.Loss(_target.AsSpan(t, values), _workspace);
            _model.Backward(_workspace);
            var scale = GradientClipping.Coefficient(GradientClipping.Norm(_workspace.Gradients), maxNorm: 1);
            _optimizer.Step(_model.Parameters, _workspace.Gradients, scale);
            _model.RefreshWeights();
        }
    }

    public void Dispose()
    {
    }
}
