using System.Diagnostics;
using System.Globalization;

namespace RnnGen.Aot;

/// <summary>What two builds of the program are compared by.</summary>
internal static class Report
{
    /// <summary>
    /// When the process was started: microseconds since 1970 in RNNGEN_STARTED, by whoever started it, because Linux itself notes
    /// the time only to 10 ms.
    /// </summary>
    public static DateTime Started() =>
        long.TryParse(Environment.GetEnvironmentVariable("RNNGEN_STARTED"), CultureInfo.InvariantCulture, out var microseconds)
            ? DateTime.UnixEpoch.AddMicroseconds(microseconds)
            : Process.GetCurrentProcess().StartTime.ToUniversalTime();

    /// <summary>Some numbers in [−1, 1), exact in every build.</summary>
    public static void Fill(Span<float> values)
    {
        var number = 12345u;
        foreach (ref var value in values)
        {
            number = (number * 1664525) + 1013904223;
            value = ((number >> 8) * (1f / (1 << 23))) - 1;
        }
    }

    /// <summary>The first value, and a digest of the bits of all (FNV-1a).</summary>
    public static void Print(string what, ReadOnlySpan<float> values)
    {
        var digest = 14695981039346656037;
        foreach (var value in values) digest = (digest ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {values[0]:G9} … {digest:x16}"));
    }
}
