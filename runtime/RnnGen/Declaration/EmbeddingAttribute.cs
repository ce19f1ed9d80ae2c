namespace RnnGen;

/// <summary>
/// A learned vector for every token of a <see cref="TokensAttribute"/> input. Keras and PyTorch: <c>Embedding</c>, PyTorch's layout and
/// initialisation, N(0, 1). The gradient is dense, as PyTorch's by default: 0 for tokens that do not occur, whose moments decay all the same, so that
/// an optimizer's step passes over the whole table.
/// </summary>
/// <param name="size">Values per token, at least 1. Keras: <c>output_dim</c>; PyTorch: <c>embedding_dim</c>.</param>
public sealed class EmbeddingAttribute(int size) : LayerAttribute
{
    /// <summary>Values per token.</summary>
    public int Size { get; } = size;

    /// <summary>
    /// The token whose vector is drawn as zeros and never trained. Default: none. PyTorch: <c>padding_idx</c>. It masks nothing: that is
    /// <see cref="TokensAttribute.MaskPadding"/>'s or <see cref="TokensAttribute.Lengths"/>' matter.
    /// </summary>
    public int Padding { get; set; } = -1;
}
