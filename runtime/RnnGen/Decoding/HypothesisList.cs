namespace RnnGen.Decoding;

/// <summary>The best complete sequences so far, with tokens of their own.</summary>
internal sealed class HypothesisList(int capacity, int maxLength)
{
    private readonly BestList<Entry> _best = new(capacity);
    private readonly int[] _tokens = new int[checked(capacity * maxLength)];

    public int Count => _best.Count;

    public bool IsFull => _best.IsFull;

    /// <summary>What a score has to exceed to be kept.</summary>
    public double Threshold => _best.Threshold;

    public Hypothesis this[int rank]
    {
        get
        {
            var (score, entry) = _best[rank];
            return new Hypothesis(_tokens.AsSpan(entry.Row * maxLength, entry.Length), entry.LogProbability, score, entry.IsFinished);
        }
    }

    public void Clear() => _best.Clear();

    /// <summary>Copies a sequence, if it is among the best.</summary>
    public void Add(ReadOnlySpan<int> tokens, double logProbability, double score, bool isFinished)
    {
        if (score <= Threshold) return;
        var row = IsFull ? _best[Count - 1].Item.Row : Count;
        tokens.CopyTo(_tokens.AsSpan(row * maxLength));
        _best.Add(score, new Entry(row, tokens.Length, logProbability, isFinished));
    }

    private readonly record struct Entry(int Row, int Length, double LogProbability, bool IsFinished);
}
