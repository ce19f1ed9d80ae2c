using System.Diagnostics;
using RnnGen.Benchmarks.Limits;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Generated;
using RnnGen.Benchmarks.Sides.Recorded;
using RnnGen.Benchmarks.Sides.Torch;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Commands;

/// <summary>RnnGen beside its peers, one line per phase.</summary>
internal static class CompareCommand
{
    // A phase whose peers are slower than they should be is measured again so often, as long as the whole takes no longer than this.
    private const int Repeats = 2;

    private static readonly TimeSpan _timeForRepeats = TimeSpan.FromMinutes(5);

    /// <returns>The exit code.</returns>
    /// <exception cref="DisagreementException">The sides do not compute the same thing; nothing was timed.</exception>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.IsEmpty) throw new UsageException("compare needs the name of a workload, or 'all'.");
        var name = arguments[0];
        var workloads = Workload.Named(name).ToArray();
        if (workloads.Length == 0) throw new UsageException($"There is no workload '{name}'.");
        var options = Options.Parse(arguments[1..]);
        if (options.InstructionSets.Count > 0) return InstructionSetRun.Start(["compare", .. arguments], options);

        if (!options.DefaultMalloc) NativeHeap.KeepFreedMemory();
        TorchRuntime.Initialize(options.Threads);
        GeneratedThreads.Count = options.Threads;
        var (start, any) = (Stopwatch.GetTimestamp(), false);
        foreach (var (workloadName, create) in workloads)
        {
            var workload = create();
            Phase[] phases = [.. workload.Phases.Where(p => options.Phase is null || p.Name == options.Phase)];
            any |= phases.Length > 0;
            foreach (var phase in phases) Check(workload, phase, options);
            foreach (var phase in phases) Time(workload, workloadName, phase, options, start);
        }

        return any ? 0 : throw new UsageException($"'{name}' has no phase '{options.Phase}'.");
    }

    private static void Check(Workload workload, Phase phase, Options options)
    {
        using var sides = workload.Open(phase, options.Threads);
        if (Agreement.Check(sides.All) is { } error && options.Verbose) Report.PrintAgreement(phase, error);
    }

    private static void Time(Workload workload, string name, Phase phase, Options options, long start)
    {
        using var sides = workload.Open(phase, options.Threads);

        var weights = WeightTraffic.OfStep(workload.WeightsOf(phase)).Kibibytes;
        var machine = options.MachineThatReads(weights);
        var timing = Timing.Measure(sides.Timed, options.Threads, options.DurationOf(phase), machine, weights);
        var slow = PeerFigures.Slow(name, phase, options.Threads, timing);
        for (var i = 0; i < Repeats && slow.Count > 0 && !options.Quick && Stopwatch.GetElapsedTime(start) < _timeForRepeats; i++)
        {
            var again = Timing.Measure(sides.Timed, options.Threads, options.DurationOf(phase), machine, weights);
            var still = PeerFigures.Slow(name, phase, options.Threads, again);
            if (Worst(still) < Worst(slow)) (timing, slow) = (again, still);
        }

        Report.Print(name, phase, workload.OwnFlops(phase), options, sides.All, timing);
        Report.PrintChain(name, workload, phase, timing, weights);
        Report.PrintSlow(slow);
        if (options.Verbose) Report.PrintDetails(name, phase, timing);
    }

    private static double Worst(IReadOnlyList<(string Side, double Factor)> slow) => slow.Count == 0 ? 0 : slow.Max(s => s.Factor);
}
