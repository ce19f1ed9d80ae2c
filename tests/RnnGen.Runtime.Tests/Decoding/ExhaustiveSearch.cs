namespace RnnGen.Runtime.Tests.Decoding;

/// <summary>Scores every possible sequence.</summary>
internal static class ExhaustiveSearch
{
    public static List<(int[] Tokens, double LogProbability, double Score, bool IsFinished)> Run(
        TableDecoder decoder, int start, int? end, int maxLength, double penalty)
    {
        var found = new List<(int[] Tokens, double LogProbability, double Score, bool IsFinished)>();
        Extend([], default, start, 0);
        return [.. found.OrderByDescending(sequence => sequence.Score)];

        void Extend(int[] tokens, TableDecoder.State state, int last, double logProbability)
        {
            var logits = new float[decoder.Vocabulary];
            decoder.Step(ref state, last, logits);
            var sum = logits.Sum(logit => Math.Exp(logit));
            for (var token = 0; token < logits.Length; token++)
            {
                var (total, length) = (logProbability + Math.Log(Math.Exp(logits[token]) / sum), tokens.Length + 1);
                var score = total / Math.Pow((5.0 + length) / 6, penalty);
                if (token == end) found.Add((tokens, total, score, true));
                else if (length == maxLength) found.Add(([.. tokens, token], total, score, false));
                else Extend([.. tokens, token], state, token, total);
            }
        }
    }
}
