namespace RnnGen;

/// <summary>
/// Adds to every step waves of its number (Vaswani et al. 2017): y[t, 2i] = x[t, 2i] + sin(t / 10000^(2i/N)), y[t, 2i + 1] = x[t, 2i + 1] +
/// cos(t / 10000^(2i/N)). Keras: <c>SinePositionEncoding</c> of KerasHub. There is no stream: a step does not know its number.
/// </summary>
public sealed class PositionalEncodingAttribute : LayerAttribute;
