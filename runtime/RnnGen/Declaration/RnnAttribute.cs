namespace RnnGen;

/// <summary>
/// The simple recurrent layer of Elman (1990): h′ = f(W·x + b + U·h + c), f being <see cref="RecurrentAttribute.Activation"/>. Keras:
/// <c>SimpleRNN</c>; PyTorch: <c>nn.RNN</c>, whose two biases and weight layout it has unless its family says otherwise.
/// </summary>
/// <param name="units">Size of the hidden state, at least 1. Keras: <c>units</c>; PyTorch: <c>hidden_size</c>.</param>
public sealed class RnnAttribute(int units) : RecurrentAttribute(units);
