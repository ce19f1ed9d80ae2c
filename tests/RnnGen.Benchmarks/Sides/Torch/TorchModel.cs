using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RnnGen.Benchmarks.Sides.Torch;

/// <summary>A libtorch module with the workload's weights.</summary>
internal sealed class TorchModel : IDisposable
{
    /// <summary>Copies the weights into the module by name.</summary>
    /// <param name="module">The module.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="rename">What the weights call a parameter of the module; none: the same.</param>
    /// <exception cref="ArgumentException">The module's parameters have other names or sizes than the weights.</exception>
    public TorchModel(nn.Module<Tensor, Tensor> module, TensorBlock<float> weights, Func<string, string>? rename = null)
    {
        Module = module;
        Named = [.. module.named_parameters().Select(p => (rename?.Invoke(p.name) ?? p.name, p.parameter))];
        Parameters = [.. Named.Select(p => p.parameter)];
        var names = Named.Select(p => p.name).Order(StringComparer.Ordinal);
        if (!names.SequenceEqual(weights.Tensors.Select(t => t.Name).Order(StringComparer.Ordinal)))
            throw new ArgumentException("The module has other parameters than the workload.", nameof(module));
        foreach (var (name, parameter) in Named) parameter.data<float>().CopyFrom(weights[name].ToArray());
    }

    public nn.Module<Tensor, Tensor> Module { get; }

    public Parameter[] Parameters { get; }

    private (string name, Parameter parameter)[] Named { get; }

    /// <summary>The elements of a tensor, row-major.</summary>
    public static float[] Values(Tensor tensor)
    {
        using var contiguous = tensor.contiguous();
        return contiguous.data<float>().ToArray();
    }

    /// <summary>Adds the gradient of every parameter to the results.</summary>
    public void AddGradients(Dictionary<string, float[]> results)
    {
        foreach (var (name, parameter) in Named) results.Add(name + ".grad", Values(parameter.grad!));
    }

    public void Dispose() => Module.Dispose();
}
