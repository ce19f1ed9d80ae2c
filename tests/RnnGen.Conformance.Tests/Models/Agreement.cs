namespace Conformance.Models;

/// <summary>Compares results by name.</summary>
internal static class Agreement
{
    /// <summary>Every value is within <paramref name="bound"/> of the expected one, relative to max(1, |expected|); NaN is not.</summary>
    public static void Within(
        double bound, IReadOnlyDictionary<string, double[]> expected, IReadOnlyDictionary<string, double[]> actual, string what)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, values) in expected) Within(bound, values, actual[name], $"{what}, {name}");
    }

    /// <inheritdoc cref="Within(double, IReadOnlyDictionary{string, double[]}, IReadOnlyDictionary{string, double[]}, string)"/>
    public static void Within(double bound, double[] expected, double[] actual, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} values instead of {expected.Length}.");
        for (var i = 0; i < expected.Length; i++)
        {
            var deviation = Math.Abs(actual[i] - expected[i]) / Math.Max(1, Math.Abs(expected[i]));
            if (deviation <= bound) continue;
            Assert.Fail($"{what}[{i}] is {actual[i]:R} instead of {expected[i]:R}: off by {deviation:E1}, allowed {bound:E1}.");
        }
    }

    /// <summary>Every value is within <paramref name="bound"/> of the expected one, relative to it or to the terms that it is the sum of, whichever is larger.</summary>
    public static void Within(
        double bound, IReadOnlyDictionary<string, double[]> terms, IReadOnlyDictionary<string, double[]> expected, IReadOnlyDictionary<string, double[]> actual, string what)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, values) in expected)
        {
            Assert.True(values.Length == actual[name].Length, $"{what}, {name}: {actual[name].Length} values instead of {values.Length}.");
            for (var i = 0; i < values.Length; i++)
            {
                var (deviation, size) = (Math.Abs(actual[name][i] - values[i]), Math.Max(Math.Abs(values[i]), terms[name][i]));
                if (!(deviation <= bound * size)) Assert.Fail($"{what}, {name}[{i}] is {actual[name][i]:R} instead of {values[i]:R}: off by {deviation / size:E1} of its terms, {size:R}; allowed {bound:E1}.");
            }
        }
    }

    /// <summary>Every value has the same bits.</summary>
    public static void InBits(IReadOnlyDictionary<string, double[]> expected, IReadOnlyDictionary<string, double[]> actual, string what)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, values) in expected) InBits(values, actual[name], $"{what}, {name}");
    }

    /// <inheritdoc cref="InBits(IReadOnlyDictionary{string, double[]}, IReadOnlyDictionary{string, double[]}, string)"/>
    public static void InBits(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} values instead of {expected.Length}.");
        for (var i = 0; i < expected.Length; i++)
        {
            if (BitConverter.DoubleToInt64Bits(expected[i]) != BitConverter.DoubleToInt64Bits(actual[i]))
                Assert.Fail($"{what}[{i}] is {actual[i]:R} instead of {expected[i]:R}.");
        }
    }
}
