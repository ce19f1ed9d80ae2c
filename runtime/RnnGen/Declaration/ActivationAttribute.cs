namespace RnnGen;

/// <summary>An activation as a layer of its own: y = f(x), element by element. Keras: <c>Activation</c>; PyTorch: the activation's module.</summary>
/// <param name="activation">f.</param>
public sealed class ActivationAttribute(Activation activation) : LayerAttribute
{
    /// <summary>f.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>α of f. Default: the activation's.</summary>
    public double ActivationAlpha { get; set; }

    /// <summary>β of f. Default: the activation's.</summary>
    public double ActivationBeta { get; set; }
}
