namespace RnnGen;

/// <summary>
/// Convolution along the steps: y[t] = f(Σⱼ Wⱼ·x[t + j·dilation − p] + b). Steps that do not count are read as zeros. Keras: <c>Conv1D</c>; PyTorch:
/// <c>nn.Conv1d</c>, whose weight layout [filters, features, kernel size] it has.
/// </summary>
/// <param name="filters">Number of outputs per step, at least 1. PyTorch: <c>out_channels</c>.</param>
/// <param name="kernelSize">Steps that a result reads, at least 1. Keras and PyTorch: <c>kernel_size</c>.</param>
public sealed class Conv1DAttribute(int filters, int kernelSize) : LayerAttribute
{
    /// <summary>Number of outputs per step.</summary>
    public int Filters { get; } = filters;

    /// <summary>Steps that a result reads.</summary>
    public int KernelSize { get; } = kernelSize;

    /// <summary>What is read beyond the ends. Default: <see cref="ConvolutionPadding.Valid"/>, as in Keras and PyTorch.</summary>
    public ConvolutionPadding Padding { get; set; } = ConvolutionPadding.Valid;

    /// <summary>Steps from one value that a result reads to the next, at least 1. Default: 1. Keras: <c>dilation_rate</c>.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Whether b is added. Default: true. Keras: <c>use_bias</c>; PyTorch: <c>bias</c>.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>f. Default: <see cref="Activation.Linear"/>, that is none.</summary>
    public Activation Activation { get; set; } = Activation.Linear;

    /// <summary>α of <see cref="Activation"/>. Default: the activation's.</summary>
    public double ActivationAlpha { get; set; }

    /// <summary>β of <see cref="Activation"/>. Default: the activation's.</summary>
    public double ActivationBeta { get; set; }
}
