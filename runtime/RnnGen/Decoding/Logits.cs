namespace RnnGen.Decoding;

/// <summary>What every search asks of the logits of one step.</summary>
internal static class Logits
{
    /// <summary>The largest one's token, the lowest of equals.</summary>
    /// <exception cref="NotFiniteNumberException">One is NaN or +∞, or all are −∞.</exception>
    public static int ArgMax(ReadOnlySpan<float> logits)
    {
        var best = -1;
        var largest = float.NegativeInfinity;
        for (var token = 0; token < logits.Length; token++)
        {
            // Not "greater": NaN has to get in as well.
            if (logits[token] <= largest) continue;
            if (!float.IsFinite(logits[token])) throw new NotFiniteNumberException($"The logit of token {token} is {logits[token]}.");
            (best, largest) = (token, logits[token]);
        }

        return best >= 0 ? best : throw new NotFiniteNumberException("All logits are −∞: no token can come next.");
    }

    /// <summary>ln Σ exp(logit), the distance between logits and log-probabilities; not less than any logit, also when rounded.</summary>
    /// <exception cref="NotFiniteNumberException">One is NaN or +∞, or all are −∞.</exception>
    public static double LogSumExp(ReadOnlySpan<float> logits)
    {
        double largest = logits[ArgMax(logits)], sum = 0;
        foreach (var logit in logits) sum += Math.Exp(logit - largest);
        return largest + Math.Log(sum);
    }
}
