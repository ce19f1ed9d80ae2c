namespace RnnGen;

/// <summary>A vector as a sequence of equal steps, which a decoder can read. Keras: <c>RepeatVector</c>; PyTorch: <c>expand</c>.</summary>
/// <param name="steps">Number of steps, at least 1. Keras: <c>n</c>.</param>
public sealed class RepeatVectorAttribute(int steps) : LayerAttribute
{
    /// <summary>Number of steps.</summary>
    public int Steps { get; } = steps;
}
