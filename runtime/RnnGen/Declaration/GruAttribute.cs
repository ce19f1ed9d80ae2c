namespace RnnGen;

/// <summary>
/// Gated recurrent unit (Cho et al. 2014) with the reset gate applied after the recurrent product. Keras: <c>GRU</c> with its
/// default <c>reset_after=True</c>; PyTorch: <c>nn.GRU</c>, whose gate order, two biases and weight layout it has.
/// </summary>
/// <param name="units">Size of the hidden state, at least 1. Keras: <c>units</c>; PyTorch: <c>hidden_size</c>.</param>
public sealed class GruAttribute(int units) : RecurrentAttribute(units);
