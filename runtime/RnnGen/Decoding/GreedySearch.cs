namespace RnnGen.Decoding;

/// <summary>
/// Chooses the most probable token at every step, the lowest of equals. It finds what a <see cref="BeamSearch{TState}"/> of width 1 does.
/// </summary>
public sealed class GreedySearch : SequenceGenerator
{
    /// <summary>Allocates what a search needs.</summary>
    /// <param name="vocabulary">Number of tokens.</param>
    /// <param name="maxLength">Largest number of tokens of a sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public GreedySearch(int vocabulary, int maxLength)
        : base(vocabulary, maxLength)
    {
    }

    private protected override int Choose(ReadOnlySpan<float> logits) => Logits.ArgMax(logits);
}
