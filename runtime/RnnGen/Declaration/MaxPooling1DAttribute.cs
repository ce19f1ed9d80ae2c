namespace RnnGen;

/// <summary>
/// The largest value of every feature in windows of steps: of T steps it makes ⌊(T − size) / stride⌋ + 1, and what remains at the end is left out. Of a
/// padded sequence, a window counts if all its steps do. The layers behind it, outputs and targets per step have that many steps; a batch
/// of sequences too short for one window is an <see cref="ArgumentException"/>. There is no stream: a step does not know its number.
/// Keras: <c>MaxPooling1D</c>; PyTorch: <c>nn.MaxPool1d</c>.
/// </summary>
/// <param name="size">Steps in a window, from 1 to 64. Keras: <c>pool_size</c>; PyTorch: <c>kernel_size</c>.</param>
public sealed class MaxPooling1DAttribute(int size) : LayerAttribute
{
    /// <summary>Steps in a window.</summary>
    public int Size { get; } = size;

    /// <summary>Steps from one window to the next, at least 1. Default: <see cref="Size"/>, so that windows lie side by side. Keras: <c>strides</c>.</summary>
    public int Stride { get; set; } = size;
}
