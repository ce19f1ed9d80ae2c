using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Fully connected layer, on every step of a sequence alike: <c>y = f(W·x + b)</c>. PyTorch's Linear [out, in]; Keras stores the
/// transpose. PyTorch draws weights and bias from U(±1/√inputs), Keras a Glorot uniform kernel and zeros, the tutorial N(0, 0.01²) and zeros.
/// </summary>
public sealed record DenseSpec(string Name, int Units, ActivationSpec Activation) : LayerSpec(Name)
{
    /// <summary>Whose initial weights it has where they are not named.</summary>
    [Incidental]
    public Family Family { get; init; }

    /// <summary>Whether it is y = f(W·x).</summary>
    public bool WithoutBias { get; init; }

    /// <summary>How weight is drawn; null for the family's way.</summary>
    public InitializerChoice? KernelInitializer { get; init; }

    /// <summary>How bias is drawn; null for the family's way.</summary>
    public InitializerChoice? BiasInitializer { get; init; }

    protected override Flow Lower(LayerContext layer, Flow flow)
    {
        if (!layer.Positive("units", Units)) return (this with { Units = 1 }).Lower(layer, flow);
        var input = flow.Value;
        var (graph, inputs, units) = (layer.Graph, input.Shape.Columns, layer.Dimension(Units));
        var kernel = KernelInitializer ?? Families.Kernel(Family);
        var initial = BiasInitializer ?? Families.Bias(Family);
        var weights = layer.Matrix("weight", Units, inputs.Size, kernel.For(inputs.Size, Units, inputs.Size, 1, Family));
        var product = graph.MatMul(input, graph.Weights(weights, 0, units, inputs));
        layer.Expect(!WithoutBias || BiasInitializer is null, SpecRule.Contradiction, "BiasInitializer", "the layer has no bias");
        var sum = (WithoutBias ? product : product + graph.Bias(layer.Vector("bias", Units, initial.For(1, Units, inputs.Size, 1, Family)), 0, units)).Named(layer.Name("a"));
        var output = layer.Activate(Activation, sum);
        layer.Describe($"Dense {inputs} → {units}{(WithoutBias ? ", no bias" : "")}{Activation.Suffix()}", output);
        return flow.With(output);
    }
}
