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

    /// <summary>Whether b is added. Default: true. Keras: <c>use_bias</c>; PyTorch: <c>bias</c>.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>f. Default: <see cref="Activation.Linear"/>, that is none. Keras: <c>activation</c>.</summary>
    public Activation Activation { get; set; } = Activation.Linear;

    /// <summary>α of <see cref="Activation"/>. Default: the activation's.</summary>
    public double ActivationAlpha { get; set; }

    /// <summary>β of <see cref="Activation"/>. Default: the activation's.</summary>
    public double ActivationBeta { get; set; }

    /// <summary>
    /// Whose initial weights a new layer has where no argument names them: U(±1/√inputs) for both in PyTorch and ONNX, Glorot uniform and
    /// zeros in Keras, N(0, 0.01²) and zeros in the tutorial. Default: <see cref="Family.PyTorch"/>.
    /// </summary>
    public Family Family { get; set; }

    /// <summary>How W is drawn. Default: the family's. Keras: <c>kernel_initializer</c>.</summary>
    public InitializerKind KernelInitializer { get; set; }

    /// <summary>The number of <see cref="KernelInitializer"/>: constant, bound, deviation or gain. Default: the initializer's.</summary>
    public double KernelInitializerValue { get; set; }

    /// <summary>How b is drawn. Default: the family's. Keras: <c>bias_initializer</c>.</summary>
    public InitializerKind BiasInitializer { get; set; }

    /// <summary>The number of <see cref="BiasInitializer"/>. Default: the initializer's.</summary>
    public double BiasInitializerValue { get; set; }
}
