using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RnnGen.Benchmarks.Sides.Torch;

/// <summary>A training step as PyTorch's tutorials write it.</summary>
internal sealed class TorchTraining : IOperation
{
    private readonly TorchModel _model;
    private readonly Tensor _x, _target;
    private readonly Func<Tensor, Tensor, Tensor> _loss;
    private readonly Adam _optimizer;

    public TorchTraining(
        nn.Module<Tensor, Tensor> module, TensorBlock<float> weights, Tensor x, Tensor target, Func<Tensor, Tensor, Tensor> loss)
    {
        (_model, _x, _target, _loss) = (new TorchModel(module, weights), x, target, loss);
        _optimizer = optim.Adam(_model.Parameters, lr: 1e-3);
        module.train();
    }

    /// <summary>The loss of the last step, read as a training loop does.</summary>
    public float LastLoss { get; private set; }

    public void Run()
    {
        using var scope = NewDisposeScope();
        _optimizer.zero_grad();
        var loss = _loss(_model.Module.call(_x), _target);
        loss.backward();
        nn.utils.clip_grad_norm_(_model.Parameters, 1.0);
        _optimizer.step();
        LastLoss = loss.ToSingle();
    }

    public IReadOnlyDictionary<string, float[]> Compute()
    {
        using var scope = NewDisposeScope();
        _model.Module.eval();
        _optimizer.zero_grad();
        var y = _model.Module.call(_x);
        var loss = _loss(y, _target);
        loss.backward();
        var results = new Dictionary<string, float[]> { ["output"] = TorchModel.Values(y), ["loss"] = [loss.ToSingle()] };
        _model.AddGradients(results);
        _model.Module.train();
        return results;
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _model.Dispose();
        _x.Dispose();
        _target.Dispose();
    }
}
