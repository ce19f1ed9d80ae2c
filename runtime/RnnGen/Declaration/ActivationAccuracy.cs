namespace RnnGen;

/// <summary>How accurately a model computes the hyperbolic tangent and the sigmoid.</summary>
public enum ActivationAccuracy
{
    /// <summary>
    /// Within 4 units in the last place of a <see cref="float"/>; tanh reaches −1 and 1 and the sigmoid 0 and 1 exactly. As PyTorch's and
    /// Keras', which promise no bound.
    /// </summary>
    Accurate,

    /// <summary>
    /// Tanh within 2·10⁻⁶ of its value and the sigmoid within 10⁻⁶, absolute, in about two thirds of the time. They come no
    /// nearer to their limits than that. Gradients are those of the same values; exp, log and softplus stay as they are.
    /// </summary>
    Fast,
}
