namespace RnnGen.Decoding;

/// <summary>A model that predicts the next token of a sequence from the tokens before it, one at a time.</summary>
/// <typeparam name="TState">All that the model remembers of the tokens before: a plain value, so that a copy is a snapshot.</typeparam>
public interface IStepDecoder<TState>
    where TState : struct
{
    /// <summary>Number of tokens, which are 0 … Vocabulary − 1.</summary>
    int Vocabulary { get; }

    /// <summary>Feeds one token. It must not allocate if a search shall not.</summary>
    /// <param name="state">What the model remembers; moved on by the token. It may be large, therefore the reference.</param>
    /// <param name="token">The token to feed, valid.</param>
    /// <param name="logits">
    /// Receives the unnormalised log-probabilities of the next token, <c>[Vocabulary]</c>: each finite, or −∞ for what cannot come next,
    /// but not all −∞.
    /// </param>
    void Step(ref TState state, int token, Span<float> logits);
}
