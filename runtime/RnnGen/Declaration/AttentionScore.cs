namespace RnnGen;

/// <summary>How much a query is to look at a key.</summary>
public enum AttentionScore
{
    /// <summary>q·k (Luong et al. 2015). Keras: <c>Attention</c>.</summary>
    Dot,

    /// <summary>q·k / √size (Vaswani et al. 2017). PyTorch: <c>scaled_dot_product_attention</c>.</summary>
    ScaledDot,

    /// <summary>v·tanh(Wq·q + Wk·k) (Bahdanau et al. 2015).</summary>
    Additive,
}
