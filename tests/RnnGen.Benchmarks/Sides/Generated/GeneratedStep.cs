namespace RnnGen.Benchmarks.Sides.Generated;

/// <summary>The Step of a generated model.</summary>
/// <typeparam name="TState">Its state.</typeparam>
internal delegate void StepMethod<TState>(ref TState state, ReadOnlySpan<float> x, Span<float> y)
    where TState : struct;

/// <summary>One step of a stream after another, through a generated model with one input and one output.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
internal sealed class GeneratedStep<TState> : IOperation
    where TState : struct
{
    private readonly StepMethod<TState> _step;
    private readonly float[] _signal, _x = [0.25f], _y = new float[1];
    private TState _state;

    /// <param name="model">The model.</param>
    /// <param name="step">Its Step.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="signal">What comes in when results are compared.</param>
    public GeneratedStep(IModelWeights model, StepMethod<TState> step, TensorBlock<float> weights, float[] signal)
    {
        (_step, _signal) = (step, signal);
        Weights.Copy(weights, model);
    }

    public void Run() => _step(ref _state, _x, _y);

    public void Repeat(int calls)
    {
        for (var i = 0; i < calls; i++) _step(ref _state, _x, _y);
    }

    public IReadOnlyDictionary<string, float[]> Compute()
    {
        _state = default;
        var outputs = new float[_signal.Length];
        for (var t = 0; t < outputs.Length; t++) _step(ref _state, _signal.AsSpan(t, 1), outputs.AsSpan(t, 1));
        return new Dictionary<string, float[]> { ["output"] = outputs };
    }

    public void Dispose()
    {
    }
}
