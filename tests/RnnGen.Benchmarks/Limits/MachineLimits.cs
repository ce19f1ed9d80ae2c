using RnnGen.Benchmarks.Activations;

namespace RnnGen.Benchmarks.Limits;

/// <summary>What the machine can do at most.</summary>
/// <param name="Gflops">Fused multiply-adds, in 10⁹ operations per second.</param>
/// <param name="Sigmoid">Nanoseconds of a core for one sigmoid in a loop.</param>
/// <param name="Tanh">Nanoseconds of a core for one hyperbolic tangent in a loop.</param>
/// <param name="Levels">Its memories, and how many 10⁹ bytes per second are read from each.</param>
internal sealed record MachineLimits(double Gflops, double Sigmoid, double Tanh, IReadOnlyList<(MemoryLevel Level, double Rate)> Levels)
{
    private const int Runs = 40;

    /// <summary>Measures it, the best of several runs each: what the machine can do, not what others left of it.</summary>
    public static MachineLimits Measure(int threads) => new(
        Enumerable.Range(0, Runs).Max(_ => FmaPeak.Gflops(threads)),
        ActivationTime.PerElement<Functions.Sigmoid>(),
        ActivationTime.PerElement<Functions.Tanh>(),
        [.. Caches.Levels.Select(level => (level, ReadBandwidth.BestGigabytesPerSecond(level.Probe, threads, Runs)))]);

    /// <summary>The smallest memory that holds what is read, and how fast as much is read over and over.</summary>
    public (MemoryLevel Level, double Rate) Holding(WeightTraffic traffic, int threads)
    {
        var (level, rate) = Levels.First(l => traffic.Resident <= l.Level.Bytes);
        return (level, level == Levels[0].Level ? rate : ReadBandwidth.BestGigabytesPerSecond(traffic.Kibibytes, threads, Runs));
    }
}
