namespace RnnGen;

/// <summary>
/// The function applied to a layer's weighted sums. <c>Dense</c> takes any of them; the candidate of an <c>Rnn</c> is
/// <see cref="Tanh"/> or <see cref="Relu"/>.
/// </summary>
public enum Activation
{
    /// <summary>y = x. Keras: <c>linear</c>; PyTorch: a bare <c>nn.Linear</c>.</summary>
    Linear,

    /// <summary>y = max(x, 0). Keras: <c>relu</c>; PyTorch: <c>nn.ReLU</c>, <c>nonlinearity="relu"</c>.</summary>
    Relu,

    /// <summary>y = tanh x, in (−1, 1). Keras: <c>tanh</c>; PyTorch: <c>nn.Tanh</c>, <c>nonlinearity="tanh"</c>.</summary>
    Tanh,

    /// <summary>y = 1 / (1 + e⁻ˣ), in (0, 1). Keras: <c>sigmoid</c>; PyTorch: <c>nn.Sigmoid</c>.</summary>
    Sigmoid,
}
