namespace RnnGen;

/// <summary>
/// A fully connected layer: y = f(W·x + b), on a sequence at every step with the same weights. Keras: <c>Dense</c>; PyTorch:
/// <c>nn.Linear</c>, whose weight layout it has, and the activation's module.
/// </summary>
/// <param name="units">Number of outputs, at least 1. Keras: <c>units</c>; PyTorch: <c>out_features</c>.</param>
public sealed class DenseAttribute(int units) : LayerAttribute
{
    /// <summary>Number of outputs.</summary>
    public int Units { get; } = units;

    /// <summary>f. Default: <see cref="Activation.Linear"/>, that is none. Keras: <c>activation</c>.</summary>
    public Activation Activation { get; set; } = Activation.Linear;
}
