namespace RnnGen;

/// <summary>
/// Attention: y = Σ w[s]·values[s] with w = softmax over s of score(query, keys[s]), over the steps of the keys that count. It reads query, keys and
/// values (without these the keys are the values): <c>From = "decoder, encoder"</c>; one input alone attends to itself. The keys have at most
/// as many steps as their input declares. Keras: <c>Attention</c>, <c>AdditiveAttention</c>.
/// </summary>
/// <param name="score">How much a query is to look at a key.</param>
public sealed class AttentionAttribute(AttentionScore score = AttentionScore.ScaledDot) : LayerAttribute
{
    /// <summary>How much a query is to look at a key.</summary>
    public AttentionScore Score { get; } = score;

    /// <summary>Size of the hidden layer of <see cref="AttentionScore.Additive"/>, at least 1; the others have none.</summary>
    public int Units { get; set; }

    /// <summary>Whether a step of the queries looks at the same and earlier steps of the keys only. Keras: <c>use_causal_mask</c>.</summary>
    public bool Causal { get; set; }

    /// <summary>Whether the weights w are an output of the model too, [batch, (steps of the queries,) largest number of steps of the keys].</summary>
    public bool WeightsOutput { get; set; }
}
