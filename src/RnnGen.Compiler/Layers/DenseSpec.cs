using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>What a dense layer applies to its sums.</summary>
public enum ActivationKind
{
    Linear,
    Relu,
    Tanh,
    Sigmoid,
}

/// <summary>
/// Fully connected layer, on every step of a sequence alike: <c>y = f(W·x + b)</c>. PyTorch's Linear [out, in]; Keras stores the
/// transpose. Weights and bias are drawn from U(±1/√inputs).
/// </summary>
public sealed record DenseSpec(string Name, int Units, ActivationKind Activation) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow flow)
    {
        if (!layer.Positive("units", Units)) return (this with { Units = 1 }).Lower(layer, flow);
        var input = flow.Value;
        var (graph, inputs, units) = (layer.Graph, input.Shape.Columns, layer.Dimension(Units));
        var initializer = new InitializerSpec.UniformInverseSqrt(inputs.Size);
        var weights = layer.Matrix("weight", Units, inputs.Size, initializer);
        var bias = layer.Vector("bias", Units, initializer);
        var sum = (graph.MatMul(input, graph.Weights(weights, 0, units, inputs)) + graph.Bias(bias, 0, units)).Named(layer.Name("a"));
        var output = Activation switch
        {
            ActivationKind.Relu => graph.Unary(Op.Relu, sum).Named(layer.Name("y")),
            ActivationKind.Tanh => graph.Unary(Op.Tanh, sum).Named(layer.Name("y")),
            ActivationKind.Sigmoid => graph.Unary(Op.Sigmoid, sum).Named(layer.Name("y")),
            _ => sum,
        };
        layer.Describe($"Dense {inputs} → {units}" + (Activation == ActivationKind.Linear ? "" : $", {Activation}"), output);
        return flow.With(output);
    }
}
