using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Torch;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Commands;

/// <summary>RnnGen beside its peers, one line per phase.</summary>
internal static class CompareCommand
{
    /// <exception cref="DisagreementException">The sides do not compute the same thing; nothing was timed.</exception>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.IsEmpty) throw new UsageException("compare needs the name of a workload.");
        var name = arguments[0];
        var workload = Workload.Find(name) ?? throw new UsageException($"There is no workload '{name}'.");
        var options = Options.Parse(arguments[1..]);
        Phase[] phases = [.. workload.Phases.Where(p => options.Phase is null || p.Name == options.Phase)];
        if (phases.Length == 0) throw new UsageException($"'{name}' has no phase '{options.Phase}'.");

        if (!options.DefaultMalloc) NativeHeap.KeepFreedMemory();
        TorchRuntime.Initialize(options.Threads);
        foreach (var phase in phases) Check(workload, phase, options);
        foreach (var phase in phases) Time(workload, name, phase, options);
    }

    private static void Check(Workload workload, Phase phase, Options options)
    {
        using var sides = workload.Open(phase, options.Threads);
        if (Agreement.Check(sides.All) is { } error && options.Verbose) Report.PrintAgreement(phase, error);
    }

    private static void Time(Workload workload, string name, Phase phase, Options options)
    {
        using var sides = workload.Open(phase, options.Threads);
        var timing = Timing.Measure(sides.All, options.Threads, options.Duration);
        Report.Print(name, phase, options.Threads, sides.All, timing);
        if (options.Verbose) Report.PrintDetails(timing);
    }
}
