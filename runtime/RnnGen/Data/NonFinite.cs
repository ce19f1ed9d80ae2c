using System.Globalization;

namespace RnnGen.Data;

/// <summary>Finds and reports values that are NaN or infinite.</summary>
internal static class NonFinite
{
    /// <summary>Index of the first one, or null.</summary>
    public static int? IndexIn(ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i])) return i;
        }

        return null;
    }

    /// <summary>The exception that names value and place.</summary>
    public static InvalidDataException Error(float value, string place) =>
        new($"The data hold {value.ToString(CultureInfo.InvariantCulture)} at {place}; every value has to be finite.");
}
