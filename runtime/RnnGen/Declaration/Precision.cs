namespace RnnGen;

/// <summary>The element type of a model's parameters and values.</summary>
public enum Precision
{
    /// <summary>
    /// <see cref="float"/>, in vectors of 512, 256 or 128 bits as the processor has them. PyTorch: <c>torch.float32</c>.
    /// </summary>
    Float32,

    /// <summary>
    /// <see cref="double"/>, in plain scalar loops: slow, the reference for tests and gradient checks. PyTorch: <c>torch.float64</c>.
    /// </summary>
    Float64,
}
