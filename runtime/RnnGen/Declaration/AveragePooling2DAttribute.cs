namespace RnnGen;

/// <summary>
/// The mean of every feature in windows of an image that lie side by side: of H × W pixels it makes ⌊H / height⌋ × ⌊W / width⌋, and what remains
/// at the lower and the right edge is left out. Its input is a layer that gives an image, or a row of Height · Width · channels values, the
/// pixels row by row and the channels of a pixel side by side. Keras: <c>AveragePooling2D</c>; PyTorch: <c>nn.AvgPool2d</c>.
/// </summary>
/// <param name="poolHeight">Rows of a window, at least 1. Keras: <c>pool_size[0]</c>; PyTorch: <c>kernel_size[0]</c>.</param>
/// <param name="poolWidth">Columns of a window, at least 1; it has 64 pixels at most. Keras: <c>pool_size[1]</c>; PyTorch: <c>kernel_size[1]</c>.</param>
public sealed class AveragePooling2DAttribute(int poolHeight, int poolWidth) : LayerAttribute
{
    /// <summary>Square windows.</summary>
    /// <param name="size">Rows and columns of a window, from 1 to 8.</param>
    public AveragePooling2DAttribute(int size)
        : this(size, size)
    {
    }

    /// <summary>Rows of a window.</summary>
    public int PoolHeight { get; } = poolHeight;

    /// <summary>Columns of a window.</summary>
    public int PoolWidth { get; } = poolWidth;

    /// <summary>Rows of the image, where the input is a plain row of values. Default: those of the input.</summary>
    public int Height { get; set; }

    /// <summary>Pixels in a row of the image, where the input is a plain row of values. Default: those of the input.</summary>
    public int Width { get; set; }
}
