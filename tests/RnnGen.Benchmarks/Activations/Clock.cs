using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RnnGen.Benchmarks.Activations;

/// <summary>Shortest times of short runs, which are those that nothing disturbed, and the processor's cycles.</summary>
internal static class Clock
{
    private const int Samples = 2000, CallsPerSample = 8, Multiplications = 1000, CyclesPerMultiplication = 3;

    /// <summary>Nanoseconds per cycle, from integer multiplications that wait for one another: three cycles each on x64 processors.</summary>
    public static double CycleNanoseconds { get; } = Nanoseconds(() => Multiply(3, Multiplications)) / (Multiplications * CyclesPerMultiplication);

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long Multiply(long factor, int count)
    {
        var product = factor;
        for (var i = 0; i < count; i++) product *= factor;
        return product;
    }
}
