using TorchSharp;
using static TorchSharp.torch;

namespace RnnGen.Benchmarks.Sides.Torch;

/// <summary>Forward, and backward from a given gradient of the outputs to the parameters and the input.</summary>
internal sealed class TorchForwardBackward : IOperation
{
    private readonly TorchModel _model;
    private readonly Tensor _x, _outputGradient;

    public TorchForwardBackward(nn.Module<Tensor, Tensor> module, TensorBlock<float> weights, Tensor x, Tensor outputGradient)
    {
        (_model, _x, _outputGradient) = (new TorchModel(module, weights), x, outputGradient);
        _x.requires_grad = true;
        module.train();
    }

    public void Run() => ForwardBackward().Dispose();

    public IReadOnlyDictionary<string, float[]> Compute()
    {
        _model.Module.eval();
        using var y = ForwardBackward();
        var results = new Dictionary<string, float[]> { ["output"] = TorchModel.Values(y), ["input.grad"] = TorchModel.Values(_x.grad!) };
        _model.AddGradients(results);
        _model.Module.train();
        return results;
    }

    public void Dispose()
    {
        _model.Dispose();
        _x.Dispose();
        _outputGradient.Dispose();
    }

    private Tensor ForwardBackward()
    {
        using var scope = NewDisposeScope();
        _model.Module.zero_grad(); // drops the old gradients, so that backward stores instead of adding
        _x.grad = null;
        var y = _model.Module.call(_x);
        y.backward([_outputGradient]);
        return y.MoveToOuterDisposeScope();
    }
}
