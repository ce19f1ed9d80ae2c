namespace RnnGen;

/// <summary>
/// The simple recurrent layer of Elman (1990): h′ = f(W·x + b + U·h + c). Keras: <c>SimpleRNN</c>; PyTorch: <c>nn.RNN</c>, whose
/// two biases and weight layout it has.
/// </summary>
/// <param name="units">Size of the hidden state, at least 1. Keras: <c>units</c>; PyTorch: <c>hidden_size</c>.</param>
public sealed class RnnAttribute(int units) : RecurrentAttribute(units)
{
    /// <summary>
    /// f, <see cref="Activation.Tanh"/> or <see cref="Activation.Relu"/>. Default: tanh, as in both frameworks. Keras:
    /// <c>activation</c>; PyTorch: <c>nonlinearity</c>.
    /// </summary>
    public Activation Activation { get; set; } = Activation.Tanh;
}
