using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Commands;

/// <summary>What <c>compare</c> prints.</summary>
internal static class Report
{
    private const double Microsecond = 1e-6;

    /// <summary>The line of a phase: medians of all sides, and RnnGen against the better peer and against the machine.</summary>
    public static void Print(string workload, Phase phase, int threads, IEnumerable<Side> sides, Timing timing)
    {
        var times = sides.Select(side => $"{side.Name}={(timing.Sides.TryGetValue(side.Name, out var s) ? Us(s.Median) + " us" : "-")}");
        var (ratio, gflops, peak) = ("-", "-", "-");
        if (timing.Sides.TryGetValue(Side.RnnGen, out var own))
        {
            var rate = phase.Flops / own.Median / 1e9;
            gflops = $"{rate:F1}";
            if (timing.PeakGflops > 0) peak = $"{100 * rate / timing.PeakGflops:F1}%";
            var peers = timing.Sides.Where(s => s.Key != Side.RnnGen).Select(s => s.Value.Median).ToArray();
            if (peers.Length > 0) ratio = $"{peers.Min() / own.Median:F2}";
        }

        Console.WriteLine($"{workload} {phase.Name} threads={threads} {string.Join(' ', times)} ratio={ratio} gflops={gflops} peak={peak}");
    }

    /// <summary>The spread and the allocations of each side, and what disturbed the measurement.</summary>
    public static void PrintDetails(Timing timing)
    {
        foreach (var (name, s) in timing.Sides)
            Console.WriteLine($"  {name,-12} p10={Us(s.P10)} us p90={Us(s.P90)} us bytes={s.BytesPerCall:F1} samples={s.Samples}");
        Console.WriteLine($"  {"machine",-12} fma={timing.PeakGflops:F1} gflops other-cpu={timing.OtherCpu:F2} cores");
    }

    /// <summary>The largest difference between two sides.</summary>
    public static void PrintAgreement(Phase phase, double error) => Console.WriteLine($"  {phase.Name,-12} agreement={error:E1}");

    /// <summary>Four significant digits serve 40 ns and 600 ms alike.</summary>
    private static string Us(double seconds)
    {
        var us = seconds / Microsecond;
        return us >= 1000 ? $"{us:F0}" : us >= 100 ? $"{us:F1}" : us >= 10 ? $"{us:F2}" : $"{us:F4}";
    }
}
