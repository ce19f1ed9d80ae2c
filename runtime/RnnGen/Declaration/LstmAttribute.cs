namespace RnnGen;

/// <summary>
/// Long short-term memory with a forget gate and without peepholes (Hochreiter and Schmidhuber 1997; Gers et al. 2000). Keras:
/// <c>LSTM</c>; PyTorch: <c>nn.LSTM</c>, whose gate order, two biases and weight layout it has.
/// </summary>
/// <param name="units">Size of the hidden state and of the cell state, at least 1. Keras: <c>units</c>; PyTorch: <c>hidden_size</c>.</param>
public sealed class LstmAttribute(int units) : RecurrentAttribute(units);
