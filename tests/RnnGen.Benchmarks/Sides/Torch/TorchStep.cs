using TorchSharp;
using static TorchSharp.torch;

namespace RnnGen.Benchmarks.Sides.Torch;

/// <summary>One step of a stream after another, in inference mode, which is this thread's as long as the object lives.</summary>
internal sealed class TorchStep : IOperation
{
    private readonly TorchModel _model;
    private readonly TorchStream _stream;
    private readonly IDisposable _mode;
    private readonly float[] _signal, _x = [0.25f];
    private float _sink;

    /// <param name="stream">The network.</param>
    /// <param name="weights">Its weights, in the names of a layer.</param>
    /// <param name="signal">What comes in when results are compared.</param>
    public TorchStep(TorchStream stream, TensorBlock<float> weights, float[] signal)
    {
        (_stream, _model, _signal) = (stream, new TorchModel(stream, weights, TorchStream.LayerName), signal);
        stream.eval();
        _mode = inference_mode();
        stream.Reset();
    }

    public void Run() => _sink += Step(_x);

    public IReadOnlyDictionary<string, float[]> Compute()
    {
        _stream.Reset();
        return new Dictionary<string, float[]> { ["output"] = Array.ConvertAll(_signal, value => Step([value])) };
    }

    public void Dispose()
    {
        _mode.Dispose();
        _model.Dispose();
    }

    private float Step(float[] x)
    {
        using var scope = NewDisposeScope();
        return _stream.call(tensor(x, [1, 1])).data<float>()[0];
    }
}
