namespace Mutation.Mutants;

/// <summary>What could be wrong in the activations.</summary>
internal static class ActivationMutants
{
    private const string Activations = "Layers/Activations.cs", Definitions = "activations by their definitions";

    public static IEnumerable<Mutant> List =>
    [
        new("activation: layer", "Layers/ActivationLayerSpec.cs", "Activation.Apply(input.Value)", "input.Value", "a layer applies what it says", Definitions),
        new("activation: hard sigmoid", Activations, "alpha ?? (1.0 / 6)", "alpha ?? 0.2", "PyTorch's slope is 1/6", Definitions),
        new("activation: classic hard sigmoid", Activations, "alpha ?? 0.2", "alpha ?? (1.0 / 6)", "Keras 2 and ONNX have 1/5", Definitions),
        new("activation: hard tanh", Activations, "Clip(x, -1, 1)", "Clip(x, 0, 1)", "−1 is the lower bound", Definitions),
        new("activation: softsign", Activations, "graph.Unary(Op.Abs, x) + Number(1)", "graph.Unary(Op.Abs, x) + Number(2)", "x / (1 + |x|)", Definitions),
        new("activation: softplus", Activations, "ActivationKind.Softplus => graph.Unary(Op.Softplus, x)", "ActivationKind.Softplus => graph.Unary(Op.Relu, x)", "a softplus is smooth", Definitions),
        new("activation: exponential linear", Activations, "graph.Unary(Op.Exp, Negative(x)) - Number(1)", "graph.Unary(Op.Exp, Negative(x))", "it is 0 at 0", Definitions),
        new("activation: leaky", Activations, "(alpha ?? 0.01) * Negative(x)", "(alpha ?? 0.3) * Negative(x)", "PyTorch's slope is 0.01", Definitions),
        new("activation: scale of SELU", Activations, "SeluScale * ExponentialLinear(SeluAlpha)", "ExponentialLinear(SeluAlpha)", "it is scaled", Definitions),
        new("activation: swish", Activations, "x * graph.Unary(Op.Sigmoid, x)", "graph.Unary(Op.Sigmoid, x)", "x σ(x)", Definitions),
        new("activation: scaled tanh", Activations, "beta ?? (2.0 / 3)", "beta ?? 1", "the argument is scaled, too", Definitions),
        new("activation: exponential", Activations, "ActivationKind.Exponential => graph.Unary(Op.Exp, x)", "ActivationKind.Exponential => graph.Unary(Op.Softplus, x)", "eˣ", Definitions),
        new("activation: cube of GELU", Activations, "GeluCube * (x * (x * x))", "GeluCube * (x * x)", "u is odd", Definitions),
    ];
}
