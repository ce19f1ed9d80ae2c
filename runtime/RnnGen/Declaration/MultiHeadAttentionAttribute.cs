namespace RnnGen;

/// <summary>
/// Multi-head attention (Vaswani et al. 2017): every head attends with projections of its own, and the results side by side are projected
/// once more. Inputs are those of <see cref="AttentionAttribute"/>, all of one size. Keras: <c>MultiHeadAttention</c>; PyTorch:
/// <c>nn.MultiheadAttention</c>, whose weight layout it has.
/// </summary>
/// <param name="heads">Number of heads, a divisor of the size of the inputs. Keras and PyTorch: <c>num_heads</c>.</param>
public sealed class MultiHeadAttentionAttribute(int heads) : LayerAttribute
{
    /// <summary>Number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Whether a step of the queries looks at the same and earlier steps of the keys only. Keras: <c>use_causal_mask</c>.</summary>
    public bool Causal { get; set; }
}
