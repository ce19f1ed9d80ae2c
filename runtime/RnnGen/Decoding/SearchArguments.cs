namespace RnnGen.Decoding;

/// <summary>The argument checks that all searches share; they throw before anything is changed.</summary>
internal static class SearchArguments
{
    /// <summary>Checks the decoder and the symbols.</summary>
    /// <returns>The end symbol, or −1 if there is none.</returns>
    public static int Check<TDecoder, TState>(TDecoder decoder, int vocabulary, int start, int? end)
        where TDecoder : IStepDecoder<TState>
        where TState : struct
    {
        if (decoder is null) throw new ArgumentNullException(nameof(decoder));
        if (decoder.Vocabulary != vocabulary)
        {
            throw new ArgumentException(
                $"The decoder has {decoder.Vocabulary} tokens, but the search was made for {vocabulary}.", nameof(decoder));
        }

        CheckToken(start, vocabulary, nameof(start));
        if (end is null) return -1;
        CheckToken(end.Value, vocabulary, nameof(end));
        return end.Value;
    }

    private static void CheckToken(int token, int vocabulary, string name)
    {
        if ((uint)token >= (uint)vocabulary)
        {
            throw new ArgumentOutOfRangeException(name, token, $"Tokens are 0 to {vocabulary - 1}.");
        }
    }
}
