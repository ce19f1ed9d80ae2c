using Microsoft.ML.OnnxRuntime;

namespace RnnGen.Benchmarks.Sides.Onnx;

/// <summary>A prediction of ONNX Runtime with all optimizations, bound to fixed buffers: its fastest and allocation-free way.</summary>
internal sealed class OnnxInference : IOperation
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _x, _y;
    private readonly float[] _output;
    private readonly int _stepsFirst;

    /// <param name="model">The model file.</param>
    /// <param name="x">Its input.</param>
    /// <param name="outputShape">Shape of its output.</param>
    /// <param name="threads">Threads of its operators.</param>
    /// <param name="stepsFirst">
    /// Whether the output is [steps, batch, outputs], as ONNX' recurrent operators give it: what a user of the model would read.
    /// </param>
    public OnnxInference(byte[] model, OrtValue x, long[] outputShape, int threads, bool stepsFirst = false)
    {
        using var options = Options(threads);
        _session = new InferenceSession(model, options);
        _stepsFirst = stepsFirst ? (int)outputShape[0] : 0;
        _output = new float[outputShape.Aggregate((a, b) => a * b)];
        (_x, _y) = (x, Tensor(_output, outputShape));
        _binding = _session.CreateIoBinding();
        _binding.BindInput("x", _x);
        _binding.BindOutput("y", _y);
    }

    /// <summary>A tensor that uses the array as its memory.</summary>
    public static OrtValue Tensor<T>(T[] values, params long[] shape)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(values, shape);

    /// <summary>All optimizations; the given number of threads within an operator.</summary>
    public static SessionOptions Options(int threads) => new()
    {
        IntraOpNumThreads = threads,
        InterOpNumThreads = 1,
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
    };

    public void Run() => _session.RunWithBinding(_options, _binding);

    public IReadOnlyDictionary<string, float[]> Compute()
    {
        Run();
        return new Dictionary<string, float[]> { ["output"] = _stepsFirst > 0 ? BatchFirst() : [.. _output] };
    }

    public void Dispose()
    {
        _binding.Dispose();
        _x.Dispose();
        _y.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    /// <summary>The output as the other sides order it.</summary>
    private float[] BatchFirst()
    {
        var shape = _y.GetTensorTypeAndShape().Shape;
        int batch = (int)shape[1], features = (int)shape[2];
        var result = new float[_output.Length];
        for (var t = 0; t < _stepsFirst; t++)
        {
            for (var b = 0; b < batch; b++)
                _output.AsSpan(((t * batch) + b) * features, features).CopyTo(result.AsSpan(((b * _stepsFirst) + t) * features));
        }

        return result;
    }
}
