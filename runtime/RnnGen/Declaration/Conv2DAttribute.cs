namespace RnnGen;

/// <summary>
/// Convolution of an image: y[r, c] = f(Σ W[i, j]·x[r + i − p, c + j − q] + b). Its input is a layer that gives an image, or a row of
/// Height · Width · channels values, the pixels row by row and the channels of a pixel side by side, as in Keras. Its output is an image,
/// whose size the layers behind it know. Keras: <c>Conv2D</c>; PyTorch: <c>nn.Conv2d</c>, whose weight layout [filters, channels, kernel height,
/// kernel width] it has. The stride is 1.
/// </summary>
/// <param name="filters">Number of outputs per pixel, at least 1. PyTorch: <c>out_channels</c>.</param>
/// <param name="kernelHeight">Rows that a result reads, at least 1. Keras and PyTorch: <c>kernel_size[0]</c>.</param>
/// <param name="kernelWidth">Columns that a result reads, at least 1. Keras and PyTorch: <c>kernel_size[1]</c>.</param>
public sealed class Conv2DAttribute(int filters, int kernelHeight, int kernelWidth) : LayerAttribute
{
    /// <summary>A square kernel.</summary>
    /// <param name="filters">Number of outputs per pixel, at least 1. PyTorch: <c>out_channels</c>.</param>
    /// <param name="kernelSize">Rows and columns that a result reads, at least 1. Keras and PyTorch: <c>kernel_size</c>.</param>
    public Conv2DAttribute(int filters, int kernelSize)
        : this(filters, kernelSize, kernelSize)
    {
    }

    /// <summary>Number of outputs per pixel.</summary>
    public int Filters { get; } = filters;

    /// <summary>Rows that a result reads.</summary>
    public int KernelHeight { get; } = kernelHeight;

    /// <summary>Columns that a result reads.</summary>
    public int KernelWidth { get; } = kernelWidth;

    /// <summary>Rows of the image, where the input is a plain row of values. Default: those of the input.</summary>
    public int Height { get; set; }

    /// <summary>Pixels in a row of the image, where the input is a plain row of values. Default: those of the input.</summary>
    public int Width { get; set; }

    /// <summary>
    /// What is read beyond the edges: nothing (<see cref="ConvolutionPadding.Valid"/>, the result is smaller by the kernel's size less 1), or zeros
    /// on all sides, of an odd number one more below and at the right (<see cref="ConvolutionPadding.Same"/>, the result has the input's size).
    /// Default: Valid, as in Keras and PyTorch.
    /// </summary>
    public ConvolutionPadding Padding { get; set; } = ConvolutionPadding.Valid;

    /// <summary>Whether b is added. Default: true. Keras: <c>use_bias</c>; PyTorch: <c>bias</c>.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>f. Default: <see cref="Activation.Linear"/>, that is none.</summary>
    public Activation Activation { get; set; } = Activation.Linear;

    /// <summary>α of <see cref="Activation"/>. Default: the activation's.</summary>
    public double ActivationAlpha { get; set; }

    /// <summary>β of <see cref="Activation"/>. Default: the activation's.</summary>
    public double ActivationBeta { get; set; }
}
