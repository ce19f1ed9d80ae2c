using System.Diagnostics;
using RnnGen.Benchmarks.Limits;
using RnnGen.Benchmarks.Sides;

namespace RnnGen.Benchmarks.Measuring;

/// <summary>The figures of one phase.</summary>
/// <param name="Sides">Statistics by name of the side, of those that take part.</param>
/// <param name="Machine">What the machine did meanwhile.</param>
/// <param name="OtherCpu">Cores that other processes kept busy meanwhile, on average.</param>
internal sealed record Timing(IReadOnlyDictionary<string, Statistics> Sides, MachineRate Machine, double OtherCpu)
{
    private const int MinimumRounds = 5;

    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(1), _turn = TimeSpan.FromMilliseconds(60);

    // Pools of threads spin for some time after a call before they sleep, and would take the next side's cores meanwhile.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Times the sides in turns. A machine shared with others is slower for seconds at a time; interleaved, this hits all
    /// sides alike, and also the measurement of the machine that they are compared with.
    /// </summary>
    /// <param name="sides">What is timed, by name.</param>
    /// <param name="threads">Number of threads, for the peak.</param>
    /// <param name="duration">How long to go on after the warm-up; there are at least five rounds.</param>
    /// <param name="machine">What the machine does, where this process cannot measure it.</param>
    /// <param name="kibibytes">How much memory the weights take that are read over and over; null if that does not matter.</param>
    public static Timing Measure(
        IReadOnlyList<(string Name, ITimed Operation)> sides, int threads, TimeSpan duration, MachineRate? machine = null, int? kibibytes = null)
    {
        var samplers = sides.Select(s => (s.Name, Sampler: new Sampler(s.Operation))).ToArray();
        var warmUp = duration < _warmUp ? duration : _warmUp;
        foreach (var (_, sampler) in samplers) sampler.WarmUp(warmUp);
        if (machine is null) MachineRate.Measure(threads, kibibytes);

        var rates = new List<MachineRate>();
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
            rates.Add(machine ?? MachineRate.Measure(threads, kibibytes));
        }

        return new(samplers.ToDictionary(s => s.Name, s => s.Sampler.Statistics()), MachineRate.Median(rates), CpuTime.OfOthersSince(cpu));
    }
}
