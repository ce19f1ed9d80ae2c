using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RnnGen.Benchmarks.Limits;

/// <summary>
/// The clock of a core while it works: a chain of multiplications of whole numbers, each of which waits three cycles for the one
/// before on every x86 processor of the last fifteen years.
/// </summary>
internal static class Clock
{
    private const int Latency = 3, Chain = 8, Iterations = 50_000; // some 0.3 ms

    // Keeps the chain from being optimised away.
    private static long _sink = 3;

    /// <summary>10⁹ cycles per second, by the best of some runs: a run that was interrupted is not the clock's.</summary>
    public static double Gigahertz(int runs)
    {
        var best = double.PositiveInfinity;
        for (var run = 0; run < runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            _sink = Multiply(_sink | 1, Iterations);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return (double)Latency * Chain * Iterations / best / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Multiply(long factor, int iterations)
    {
        var x = factor;
        for (var i = 0; i < iterations; i++)
        {
            x *= factor;
            x *= factor;
            x *= factor;
            x *= factor;
            x *= factor;
            x *= factor;
            x *= factor;
            x *= factor;
        }

        return x;
    }
}
