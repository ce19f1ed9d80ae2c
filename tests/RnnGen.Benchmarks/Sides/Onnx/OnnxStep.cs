using Microsoft.ML.OnnxRuntime;

namespace RnnGen.Benchmarks.Sides.Onnx;

/// <summary>
/// One step of a stream after another. Two bindings exchange the buffers of the states, so that none is copied: ONNX Runtime's
/// fastest way.
/// </summary>
internal sealed class OnnxStep : IOperation
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _values = [];
    private readonly OrtIoBinding[] _bindings;
    private readonly float[] _x = [0.25f], _y = new float[1], _signal;
    private readonly float[][] _states;
    private int _step;
    private float _sink;

    /// <param name="model">A model with an input x, an output y, and states that are inputs (h) and outputs (h1).</param>
    /// <param name="states">Names of the states.</param>
    /// <param name="hidden">Size of each.</param>
    /// <param name="signal">What comes in when results are compared.</param>
    /// <param name="threads">Threads of its operators.</param>
    public OnnxStep(byte[] model, string[] states, int hidden, float[] signal, int threads)
    {
        _signal = signal;
        using var options = OnnxInference.Options(threads);
        _session = new InferenceSession(model, options);
        _states = [.. Enumerable.Range(0, 2 * states.Length).Select(_ => new float[hidden])];
        OrtValue x = Value(_x, 1, 1, 1), y = Value(_y, 1, 1);
        OrtValue[] memory = [.. _states.Select(s => Value(s, 1, 1, hidden))];
        _bindings = [Bind(0), Bind(1)];

        OrtIoBinding Bind(int parity)
        {
            var binding = _session.CreateIoBinding();
            binding.BindInput("x", x);
            binding.BindOutput("y", y);
            for (var i = 0; i < states.Length; i++)
            {
                binding.BindInput(states[i], memory[(2 * i) + parity]);
                binding.BindOutput(states[i] + "1", memory[(2 * i) + 1 - parity]);
            }

            return binding;
        }
    }

    public void Run()
    {
        _session.RunWithBinding(_options, _bindings[_step++ & 1]);
        _sink += _y[0];
    }

    public IReadOnlyDictionary<string, float[]> Compute()
    {
        foreach (var state in _states) Array.Clear(state);
        var outputs = new float[_signal.Length];
        for (var t = 0; t < outputs.Length; t++)
        {
            _x[0] = _signal[t];
            Run();
            outputs[t] = _y[0];
        }

        return new Dictionary<string, float[]> { ["output"] = outputs };
    }

    public void Dispose()
    {
        foreach (var binding in _bindings) binding.Dispose();
        foreach (var value in _values) value.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private OrtValue Value(float[] values, params long[] shape)
    {
        var value = OnnxInference.Tensor(values, shape);
        _values.Add(value);
        return value;
    }
}
