using System.Globalization;
using System.Numerics;

namespace RnnGen.Data;

/// <summary>Finds and reports values that no training can use.</summary>
internal static class BadData
{
    /// <summary>Index of the first value that is NaN or infinite, or null.</summary>
    public static int? NotFinite<T>(ReadOnlySpan<T> values)
        where T : INumberBase<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!T.IsFinite(values[i])) return i;
        }

        return null;
    }

    /// <summary>Index of the first token below 0 or not below the size of the vocabulary, or null.</summary>
    public static int? NotInVocabulary<T>(ReadOnlySpan<T> tokens, int vocabulary)
        where T : INumberBase<T>
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if ((uint)int.CreateTruncating(tokens[i]) >= (uint)vocabulary) return i;
        }

        return null;
    }

    public static InvalidDataException NotFiniteError<T>(T value, string place)
        where T : INumberBase<T> => new($"The data hold {Text(value)} at {place}; every value has to be finite.");

    public static InvalidDataException TokenError<T>(T token, int vocabulary, string place)
        where T : INumberBase<T> => new($"The data hold the token {Text(token)} at {place}; tokens are 0 to {vocabulary - 1}.");

    public static InvalidDataException TargetError<T>(T target, string place, string allowed)
        where T : INumberBase<T> => new($"The data hold {Text(target)} at {place}; {allowed}.");

    private static string Text<T>(T value)
        where T : INumberBase<T> => value.ToString(null, CultureInfo.InvariantCulture);
}
