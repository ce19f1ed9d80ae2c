namespace RnnGen.Decoding;

/// <summary>
/// Generates a sequence by choosing one token per step and feeding it back: <see cref="GreedySearch"/> chooses the most probable,
/// <see cref="Sampling"/> at random. All memory is allocated by the constructor; an object serves one caller at a time.
/// </summary>
public abstract class SequenceGenerator
{
    private readonly float[] _logits;
    private readonly int[] _tokens;

    private protected SequenceGenerator(int vocabulary, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabulary);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        _logits = new float[vocabulary];
        _tokens = new int[maxLength];
    }

    /// <summary>Number of tokens of the decoders that this object can run.</summary>
    public int Vocabulary => _logits.Length;

    /// <summary>Largest number of tokens of a sequence.</summary>
    public int MaxLength => _tokens.Length;

    /// <summary>
    /// Generates tokens until the end symbol or <see cref="MaxLength"/> tokens. Calling again with the same state, and with the last token
    /// as the start symbol, continues a sequence that did not end.
    /// </summary>
    /// <typeparam name="TDecoder">The decoder's own type, so that a struct is not boxed.</typeparam>
    /// <typeparam name="TState">The decoder's state.</typeparam>
    /// <param name="decoder">The model.</param>
    /// <param name="state">What the model remembers before the start symbol; afterwards all but the last token that was chosen.</param>
    /// <param name="start">The token to feed first; it is not part of the result.</param>
    /// <param name="end">The token that ends a sequence; null if there is none.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <returns>
    /// The tokens, without the start and the end symbol: fewer than <see cref="MaxLength"/> if the end symbol came. They are valid until
    /// the next call.
    /// </returns>
    /// <exception cref="ArgumentException">The decoder has another vocabulary; nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The start or the end symbol is no token; nothing was changed.</exception>
    /// <exception cref="NotFiniteNumberException">The decoder gave NaN, +∞, or nothing but −∞.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the state is that after the last step.</exception>
    public ReadOnlySpan<int> Generate<TDecoder, TState>(
        TDecoder decoder, ref TState state, int start, int? end = null, CancellationToken cancellation = default)
        where TDecoder : IStepDecoder<TState>
        where TState : struct
    {
        var endToken = SearchArguments.Check<TDecoder, TState>(decoder, Vocabulary, start, end);
        var token = start;
        for (var length = 0; length < MaxLength; length++)
        {
            cancellation.ThrowIfCancellationRequested();
            decoder.Step(ref state, token, _logits);
            token = Choose(_logits);
            if (token == endToken) return _tokens.AsSpan(0, length);
            _tokens[length] = token;
        }

        return _tokens;
    }

    /// <summary>The next token.</summary>
    private protected abstract int Choose(ReadOnlySpan<float> logits);
}
