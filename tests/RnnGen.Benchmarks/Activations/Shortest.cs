using System.Diagnostics;

namespace RnnGen.Benchmarks.Activations;

/// <summary>Shortest times of short runs, which are those that nothing disturbed, and the processor's cycles.</summary>
internal static class Shortest
{
    private const int Samples = 2000, CallsPerSample = 8;

    /// <summary>Nanoseconds per cycle of the processor.</summary>
    public static double CycleNanoseconds { get; } = 1 / Limits.Clock.Gigahertz(runs: 200);

    /// <summary>Nanoseconds of one call: the shortest sample's.</summary>
    public static double Nanoseconds(Action action)
    {
        var shortest = long.MaxValue;
        for (var sample = 0; sample < Samples; sample++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < CallsPerSample; call++) action();
            shortest = Math.Min(shortest, Stopwatch.GetTimestamp() - start);
        }

        return shortest * 1e9 / Stopwatch.Frequency / CallsPerSample;
    }
}
