using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// The activations by their equations. Where one has a corner, the order of the operands makes its derivative there PyTorch's: of
/// Max(a, b) and Min(a, b) with a = b, it is b that gets the gradient.
/// </summary>
internal static class Activations
{
    // Klambauer et al. 2017, "Self-normalizing neural networks", equation 14.
    private const double SeluAlpha = 1.6732632423543772, SeluScale = 1.0507009873554805;

    // Hendrycks and Gimpel 2016, "Gaussian error linear units", section 2: u = √(2/π)·(x + 0.044715x³); the scale is that of 2u.
    private const double GeluScale = 1.5957691216057308, GeluCube = 0.044715;

    public static Value Apply(this ActivationSpec activation, Value x)
    {
        var graph = x.Builder;
        Value Number(double number) => graph.Constant(number);
        Value Clip(Value v, double low, double high) => graph.Binary(Op.Max, graph.Binary(Op.Min, v, Number(high)), Number(low));
        Value Negative(Value v) => graph.Binary(Op.Min, Number(0), v);
        Value Positive(Value v) => graph.Unary(Op.Relu, v);
        Value ExponentialLinear(double alpha) => Positive(x) + (alpha * (graph.Unary(Op.Exp, Negative(x)) - Number(1)));

        var (alpha, beta) = (activation.Alpha, activation.Beta);
        return activation.Kind switch
        {
            ActivationKind.Relu => Positive(x),
            ActivationKind.Tanh => graph.Unary(Op.Tanh, x),
            ActivationKind.Sigmoid => graph.Unary(Op.Sigmoid, x),
            ActivationKind.HardSigmoid => Clip(((alpha ?? (1.0 / 6)) * x) + Number(beta ?? 0.5), 0, 1),
            ActivationKind.HardSigmoidClassic => Clip(((alpha ?? 0.2) * x) + Number(beta ?? 0.5), 0, 1),
            ActivationKind.HardTanh => Clip(x, -1, 1),
            ActivationKind.Softsign => graph.Binary(Op.Divide, x, graph.Unary(Op.Abs, x) + Number(1)),
            ActivationKind.Softplus => graph.Unary(Op.Softplus, x),
            ActivationKind.Elu => ExponentialLinear(alpha ?? 1),
            ActivationKind.LeakyRelu => Positive(x) + ((alpha ?? 0.01) * Negative(x)),
            ActivationKind.Selu => SeluScale * ExponentialLinear(SeluAlpha),
            ActivationKind.Swish => x * graph.Unary(Op.Sigmoid, x),

            // LeCun et al. 1998, "Efficient backprop": f(±1) = ±1, where the curvature is largest.
            ActivationKind.ScaledTanh => (alpha ?? 1.7159) * graph.Unary(Op.Tanh, (beta ?? (2.0 / 3)) * x),
            ActivationKind.Exponential => graph.Unary(Op.Exp, x),

            // ½x(1 + tanh u) = x·σ(2u), which keeps its digits where tanh u is nearly −1.
            ActivationKind.GeluTanh => x * graph.Unary(Op.Sigmoid, GeluScale * (x + (GeluCube * (x * (x * x))))),
            _ => x,
        };
    }

    /// <summary>Whether the equation has an α.</summary>
    public static bool HasAlpha(this ActivationKind kind) =>
        kind is ActivationKind.HardSigmoid or ActivationKind.HardSigmoidClassic or ActivationKind.Elu or ActivationKind.LeakyRelu or ActivationKind.ScaledTanh;

    /// <summary>Whether it has a β.</summary>
    public static bool HasBeta(this ActivationKind kind) =>
        kind is ActivationKind.HardSigmoid or ActivationKind.HardSigmoidClassic or ActivationKind.ScaledTanh;

    /// <summary>f(x), named; x itself where f is linear.</summary>
    public static Value Activate(this LayerContext layer, ActivationSpec activation, Value x, string letter = "y") =>
        activation.Kind == ActivationKind.Linear ? x : activation.Apply(x).Named(layer.Name(letter));

    /// <summary>What a table of layers says behind a layer's kind.</summary>
    public static string Suffix(this ActivationSpec activation) => activation.Kind == ActivationKind.Linear ? "" : $", {activation}";
}
