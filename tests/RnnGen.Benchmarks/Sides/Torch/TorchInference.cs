using TorchSharp;
using static TorchSharp.torch;

namespace RnnGen.Benchmarks.Sides.Torch;

/// <summary>A prediction in inference mode, which is this thread's as long as the object lives.</summary>
internal sealed class TorchInference : IOperation
{
    private readonly TorchModel _model;
    private readonly Tensor _x;
    private readonly IDisposable _mode;
    private float _sink;

    public TorchInference(nn.Module<Tensor, Tensor> module, TensorBlock<float> weights, Tensor x)
    {
        (_model, _x) = (new TorchModel(module, weights), x);
        module.eval();
        _mode = inference_mode();
    }

    public void Run()
    {
        using var scope = NewDisposeScope();
        _sink += _model.Module.call(_x).data<float>()[0];
    }

    public IReadOnlyDictionary<string, float[]> Compute()
    {
        using var scope = NewDisposeScope();
        return new Dictionary<string, float[]> { ["output"] = TorchModel.Values(_model.Module.call(_x)) };
    }

    public void Dispose()
    {
        _mode.Dispose();
        _model.Dispose();
        _x.Dispose();
    }
}
