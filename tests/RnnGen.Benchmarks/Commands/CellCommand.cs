using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Commands;

/// <summary>A cell that a user wrote beside the built-in one of the same equations.</summary>
internal static class CellCommand
{
    /// <exception cref="DisagreementException">The two do not compute the same thing; nothing was timed.</exception>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        var options = Options.Parse(arguments);
        var workload = new W2Workload();
        Phase[] phases = [.. workload.Phases.Where(p => options.Phase is null || p.Name == options.Phase)];
        if (phases.Length == 0) throw new UsageException($"W2 has no phase '{options.Phase}'.");
        foreach (var phase in phases)
        {
            using (var sides = workload.Cells(phase))
            {
                if (Agreement.Check(sides.All) is { } error && options.Verbose) Report.PrintAgreement(phase, error);
            }

            using var timed = workload.Cells(phase);
            var timing = Timing.Measure(timed.Timed, options.Threads, options.Duration);
            Console.WriteLine($"W2 {phase.Name} {string.Join(' ', timed.All.Select(side => Rate(side, phase, timing)))}");
            if (options.Verbose) Report.PrintDetails("W2", phase, timing);
        }
    }

    private static string Rate(Side side, Phase phase, Timing timing) => $"{side.Name}={phase.Flops / timing.Sides[side.Name].Median / 1e9:F1} gflops";
}
