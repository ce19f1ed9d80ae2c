namespace RnnGen;

/// <summary>The function applied to a layer's weighted sums. α and β are what <c>ActivationAlpha</c> and <c>ActivationBeta</c> set.</summary>
public enum Activation
{
    /// <summary>y = x. Keras: <c>linear</c>; PyTorch: a bare <c>nn.Linear</c>; ONNX: <c>Affine</c> with its defaults.</summary>
    Linear,

    /// <summary>y = max(x, 0). Keras: <c>relu</c>; PyTorch: <c>nn.ReLU</c>, <c>nonlinearity="relu"</c>.</summary>
    Relu,

    /// <summary>y = tanh x, in (−1, 1). Keras: <c>tanh</c>; PyTorch: <c>nn.Tanh</c>, <c>nonlinearity="tanh"</c>.</summary>
    Tanh,

    /// <summary>y = 1 / (1 + e⁻ˣ), in (0, 1). Keras: <c>sigmoid</c>; PyTorch: <c>nn.Sigmoid</c>.</summary>
    Sigmoid,

    /// <summary>
    /// y = αx + β within [0, 1], α = 1/6 and β = ½. Keras 3: <c>hard_sigmoid</c>; PyTorch: <c>nn.Hardsigmoid</c>. Older networks mean
    /// <see cref="HardSigmoidClassic"/> by the same name.
    /// </summary>
    HardSigmoid,

    /// <summary>y = αx + β within [0, 1], α = 0.2 and β = ½. Keras 1 and 2: <c>hard_sigmoid</c>; ONNX: <c>HardSigmoid</c>.</summary>
    HardSigmoidClassic,

    /// <summary>y = x within [−1, 1]. PyTorch: <c>nn.Hardtanh</c>.</summary>
    HardTanh,

    /// <summary>y = x / (1 + |x|), in (−1, 1). Keras: <c>softsign</c>; PyTorch: <c>nn.Softsign</c>.</summary>
    Softsign,

    /// <summary>y = log(1 + eˣ), positive. Keras: <c>softplus</c>; PyTorch: <c>nn.Softplus</c>.</summary>
    Softplus,

    /// <summary>y = x for x &gt; 0, else α(eˣ − 1), α = 1 (Clevert et al. 2016). Keras: <c>elu</c>; PyTorch: <c>nn.ELU</c>.</summary>
    Elu,

    /// <summary>y = x for x &gt; 0, else αx, α = 0.01. PyTorch: <c>nn.LeakyReLU</c>; Keras' <c>leaky_relu</c> has α = 0.2.</summary>
    LeakyRelu,

    /// <summary>
    /// y = λx for x &gt; 0, else λα(eˣ − 1), λ = 1.0507… and α = 1.6733… (Klambauer et al. 2017). Keras: <c>selu</c>; PyTorch: <c>nn.SELU</c>.
    /// </summary>
    Selu,

    /// <summary>y = x / (1 + e⁻ˣ) (Ramachandran et al. 2017). Keras: <c>silu</c>, <c>swish</c>; PyTorch: <c>nn.SiLU</c>.</summary>
    Swish,

    /// <summary>y = α tanh(βx), α = 1.7159 and β = ⅔ (LeCun et al. 1998). ONNX: <c>ScaledTanh</c>, which has no defaults.</summary>
    ScaledTanh,

    /// <summary>y = eˣ. Keras: <c>exponential</c>.</summary>
    Exponential,

    /// <summary>
    /// y = ½x(1 + tanh(√(2/π)(x + 0.044715x³))), which is xΦ(x) to three digits (Hendrycks and Gimpel 2016). PyTorch:
    /// <c>nn.GELU(approximate="tanh")</c>; Keras: <c>gelu(approximate=True)</c>. The exact one, their default, is not among these.
    /// </summary>
    GeluTanh,
}
