namespace RnnGen.Decoding;

/// <summary>
/// Searches for the most probable sequences. Every step extends each live sequence by each token and keeps the <see cref="Width"/>
/// most probable; those that end with the end symbol leave the beam and are finished. The search stops when no live sequence can be
/// among the best any more, or at the maximum length, where those still alive count as they are. All memory is allocated by the
/// constructor; an object serves one caller at a time.
/// </summary>
/// <remarks>
/// Results are ordered by the score log P / ((5 + n) / 6)^α of Wu et al. (2016), where n is the number of tokens, the end symbol included,
/// and α is <see cref="LengthPenalty"/>. Of equal scores the sequence that ended earlier comes first, of equal probabilities in
/// the beam the one with the better beginning, then the one with the lower token.
/// </remarks>
/// <typeparam name="TState">The decoder's state.</typeparam>
public sealed class BeamSearch<TState>
    where TState : struct
{
    private readonly float[] _logits;
    private readonly BestList<(int Parent, int Token)> _extensions;
    private readonly HypothesisList _results;
    private Beam<TState> _live;
    private Beam<TState> _next;

    /// <summary>Allocates what a search needs: two states per sequence of the beam, above all.</summary>
    /// <param name="vocabulary">Number of tokens.</param>
    /// <param name="width">Number of sequences that are kept at every step.</param>
    /// <param name="maxLength">Largest number of tokens of a sequence.</param>
    /// <param name="results">How many of the best sequences to return, at most the width.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive, or there are more results than the width.</exception>
    public BeamSearch(int vocabulary, int width, int maxLength, int results = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabulary);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(results);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(results, width);
        (Width, MaxLength) = (width, maxLength);
        _logits = new float[vocabulary];
        _extensions = new(width);
        _results = new(results, maxLength);
        _live = new(width, maxLength);
        _next = new(width, maxLength);
    }

    /// <summary>Number of tokens of the decoders that this object can run.</summary>
    public int Vocabulary => _logits.Length;

    /// <summary>Number of sequences that are kept at every step.</summary>
    public int Width { get; }

    /// <summary>Largest number of tokens of a sequence.</summary>
    public int MaxLength { get; }

    /// <summary>The exponent α: 0, as at first, compares plain probabilities, which favours short sequences; 1 nearly their mean.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LengthPenalty
    {
        get;
        set => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LengthPenalty), value, "Has to be finite and not negative.");
    }

    /// <summary>Number of sequences that the last search returned; 0 if it was not completed.</summary>
    public int Count { get; private set; }

    /// <summary>One of the sequences that the last search returned, the best first.</summary>
    /// <param name="rank">0 … <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public Hypothesis this[int rank] => (uint)rank < (uint)Count
        ? _results[rank]
        : throw new ArgumentOutOfRangeException(nameof(rank), rank, $"The last search returned {Count} sequences.");

    /// <summary>Searches.</summary>
    /// <typeparam name="TDecoder">The decoder's own type, so that a struct is not boxed.</typeparam>
    /// <param name="decoder">The model.</param>
    /// <param name="state">What the model remembers before the start symbol; it is copied.</param>
    /// <param name="start">The token to feed first; it is not part of the results.</param>
    /// <param name="end">The token that ends a sequence; null if there is none.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <returns><see cref="Count"/>: at least 1; fewer than asked for only if the beam held no more.</returns>
    /// <exception cref="ArgumentException">The decoder has another vocabulary; nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The start or the end symbol is no token; nothing was changed.</exception>
    /// <exception cref="NotFiniteNumberException">The decoder gave NaN, +∞, or nothing but −∞.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; there are no results.</exception>
    public int Search<TDecoder>(TDecoder decoder, in TState state, int start, int? end = null, CancellationToken cancellation = default)
        where TDecoder : IStepDecoder<TState>
    {
        var endToken = SearchArguments.Check<TDecoder, TState>(decoder, Vocabulary, start, end);
        Count = 0;
        _results.Clear();
        _live.Start(state);
        while (!IsDecided())
        {
            cancellation.ThrowIfCancellationRequested();
            FindExtensions(decoder, start);
            Extend(endToken);
        }

        return Count = _results.Count;
    }

    /// <summary>
    /// Whether no live sequence can enter the results. Its log-probability L can only fall, so no score of what it becomes exceeds
    /// L divided by the largest penalty, and the first one has the largest L.
    /// </summary>
    private bool IsDecided() =>
        _live.Count == 0 || (_results.IsFull && Score(_live.LogProbability(0), MaxLength) <= _results.Threshold);

    private void FindExtensions<TDecoder>(TDecoder decoder, int start)
        where TDecoder : IStepDecoder<TState>
    {
        _extensions.Clear();
        for (var parent = 0; parent < _live.Count; parent++)
        {
            decoder.Step(ref _live.State(parent), _live.Length == 0 ? start : _live.Tokens(parent)[^1], _logits);
            var (before, normalizer) = (_live.LogProbability(parent), Logits.LogSumExp(_logits));
            for (var token = 0; token < _logits.Length; token++)
            {
                var logProbability = before + (_logits[token] - normalizer);
                if (logProbability > _extensions.Threshold) _extensions.Add(logProbability, (parent, token));
            }
        }
    }

    private void Extend(int end)
    {
        var length = _live.Length + 1;
        _next.Clear(length);
        for (var rank = 0; rank < _extensions.Count; rank++)
        {
            var (logProbability, (parent, token)) = _extensions[rank];
            if (token != end) _next.Add(_live, parent, token, logProbability);
            else _results.Add(_live.Tokens(parent), logProbability, Score(logProbability, length), isFinished: true);
        }

        (_live, _next) = (_next, _live);
        if (length < MaxLength) return;
        for (var i = 0; i < _live.Count; i++)
        {
            var logProbability = _live.LogProbability(i);
            _results.Add(_live.Tokens(i), logProbability, Score(logProbability, length), isFinished: false);
        }

        _live.Clear(0);
    }

    private double Score(double logProbability, int length) => logProbability / Math.Pow((5 + length) / 6.0, LengthPenalty);
}
