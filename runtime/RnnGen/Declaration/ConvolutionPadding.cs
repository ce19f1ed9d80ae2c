namespace RnnGen;

/// <summary>What a convolution reads beyond the ends of a sequence, and which of its results count. Keras: <c>padding</c>.</summary>
public enum ConvolutionPadding
{
    /// <summary>Zeros before the first step: a result depends on its step and earlier ones, so that it streams. Keras: <c>causal</c>.</summary>
    Causal,

    /// <summary>
    /// Zeros before the first and after the last step, of an odd number one more after. There is no stream: results look ahead. Keras and
    /// PyTorch: <c>same</c>.
    /// </summary>
    Same,

    /// <summary>
    /// None. Results stay at the step of the last value they read; the first ones, which would read before the first step, do not count, as
    /// padding does not, where Keras' and PyTorch's <c>valid</c> leaves them out.
    /// </summary>
    Valid,
}
