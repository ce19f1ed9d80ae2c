namespace RnnGen;

/// <summary>
/// Adds to every step a learned row of its number: y[t] = x[t] + E[t], with a weight [maxSteps, features] drawn from N(0, 0.02²). A batch with
/// more steps than rows is an <see cref="ArgumentException"/>. There is no stream: a step does not know its number. KerasHub:
/// <c>PositionEmbedding</c>; PyTorch: an <c>nn.Embedding</c> of the positions.
/// </summary>
/// <param name="maxSteps">The largest number of steps, at least 1. KerasHub: <c>sequence_length</c>; PyTorch: <c>num_embeddings</c>.</param>
public sealed class PositionalEmbeddingAttribute(int maxSteps) : LayerAttribute
{
    /// <summary>The largest number of steps.</summary>
    public int MaxSteps { get; } = maxSteps;
}
