using System.Diagnostics;
using RnnGen.Benchmarks.Limits;
using RnnGen.Benchmarks.Sides;

namespace RnnGen.Benchmarks.Measuring;

/// <summary>The figures of one phase.</summary>
/// <param name="Sides">Statistics by name of the side, of those that take part.</param>
/// <param name="PeakGflops">Fused multiply-adds the machine did meanwhile, in 10⁹ operations per second; 0 if it has none.</param>
/// <param name="OtherCpu">Cores that other processes kept busy meanwhile, on average.</param>
internal sealed record Timing(IReadOnlyDictionary<string, Statistics> Sides, double PeakGflops, double OtherCpu)
{
    private const int MinimumRounds = 5;

    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(1), _turn = TimeSpan.FromMilliseconds(60);

    // Pools of threads spin for some time after a call before they sleep, and would take the next side's cores meanwhile.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Times the sides in turns. A machine shared with others is slower for seconds at a time; interleaved, this hits all
    /// sides alike, and also the measurement of the peak that they are compared with.
    /// </summary>
    /// <param name="sides">The sides; those without an operation are left out.</param>
    /// <param name="threads">Number of threads, for the peak.</param>
    /// <param name="duration">How long to go on after the warm-up; there are at least five rounds.</param>
    public static Timing Measure(IReadOnlyList<Side> sides, int threads, TimeSpan duration)
    {
        var samplers = sides.Where(s => s.Operation is not null).Select(s => (s.Name, Sampler: new Sampler(s.Operation!))).ToArray();
        var warmUp = duration < _warmUp ? duration : _warmUp;
        foreach (var (_, sampler) in samplers) sampler.WarmUp(warmUp);
        FmaPeak.Gflops(threads);

        var peaks = new List<double>();
        var cpu = CpuTime.Now();
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < MinimumRounds || Stopwatch.GetElapsedTime(start) < duration; round++)
        {
            // Another side begins each round.
            for (var i = 0; i < samplers.Length; i++)
            {
                Thread.Sleep(_pause);
                samplers[(round + i) % samplers.Length].Sampler.TakeTurn(_turn);
            }

            Thread.Sleep(_pause);
            peaks.Add(FmaPeak.Gflops(threads));
        }

        return new(
            samplers.ToDictionary(s => s.Name, s => s.Sampler.Statistics()),
            Statistics.Quantile(peaks, 0.5),
            CpuTime.OfOthersSince(cpu));
    }
}
