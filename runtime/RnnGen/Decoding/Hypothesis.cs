namespace RnnGen.Decoding;

/// <summary>A sequence that a beam search found; valid until its next search.</summary>
public readonly ref struct Hypothesis
{
    internal Hypothesis(ReadOnlySpan<int> tokens, double logProbability, double score, bool isFinished)
    {
        Tokens = tokens;
        (LogProbability, Score, IsFinished) = (logProbability, score, isFinished);
    }

    /// <summary>The tokens, without the start and the end symbol.</summary>
    public ReadOnlySpan<int> Tokens { get; }

    /// <summary>The sum of the natural logarithms of all tokens' probabilities, with that of the end symbol if it came.</summary>
    public double LogProbability { get; }

    /// <summary><see cref="LogProbability"/> divided by the length penalty.</summary>
    public double Score { get; }

    /// <summary>Whether the end symbol came; otherwise the maximum length ended the sequence.</summary>
    public bool IsFinished { get; }
}
