namespace RnnGen;

/// <summary>
/// In training, sets each value to zero with probability <paramref name="rate"/> and scales the rest by 1 / (1 − rate); in
/// prediction, changes nothing (Srivastava et al. 2014). Masks differ from step to step of a sequence. Keras: <c>Dropout</c>;
/// PyTorch: <c>nn.Dropout</c>.
/// </summary>
/// <param name="rate">Share of values dropped, in [0, 1). Keras: <c>rate</c>; PyTorch: <c>p</c>.</param>
public sealed class DropoutAttribute(float rate) : LayerAttribute
{
    /// <summary>Share of values dropped.</summary>
    public float Rate { get; } = rate;
}
