using RnnGen.Benchmarks.Limits;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Recorded;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Commands;

/// <summary>What <c>compare</c> prints.</summary>
internal static class Report
{
    private const double Microsecond = 1e-6;
    private const string Absent = "–";

    /// <summary>The line of a phase: medians of all sides, and RnnGen against the best peer and against the machine.</summary>
    public static void Print(string workload, Phase phase, double flops, Options options, IEnumerable<Side> sides, Timing timing)
    {
        var times = sides.Select(side => $"{side.Name}={(timing.Sides.TryGetValue(side.Name, out var s) ? Us(s.Median) + " us" : Absent)}");
        var recorded = RtNeural.Find(workload, phase, timing.Machine);
        var (gflops, peak) = (Absent, Absent);
        if (timing.Sides.TryGetValue(Side.RnnGen, out var own))
        {
            var rate = flops / own.Median / 1e9;
            gflops = $"{rate:F1}";
            if (timing.Machine.Gflops > 0) peak = $"{100 * rate / timing.Machine.Gflops:F1}%";
        }

        var set = options.InstructionSet is { } name ? $" set={name}" : "";
        var neural = recorded is { } r ? $" {Side.RtNeural}={Us(r.Seconds)} us" : "";
        if (RtNeural.FindAvx2(workload, phase, timing.Machine) is { } narrow) neural += $" {Side.RtNeural}-avx2={Us(narrow)} us";
        var factor = recorded is { } f ? $" {Side.RtNeural}-factor={f.Factor:F2}" : "";
        Console.WriteLine(
            $"{workload} {phase.Name} threads={options.Threads}{set} {string.Join(' ', times)}{neural} "
            + $"ratio={Ratio(timing, recorded?.Seconds, s => s.Median)} gflops={gflops} peak={peak}{factor}");
    }

    /// <summary>Where RTNeural's recorded step is faster: what no step comes below.</summary>
    public static void PrintChain(string name, Workload workload, Phase phase, Timing timing, int kibibytes)
    {
        if (phase is not StepPhase || !timing.Sides.TryGetValue(Side.RnnGen, out var own)) return;
        if (RtNeural.Find(name, phase, timing.Machine) is not { } recorded || recorded.Seconds >= own.Median) return;
        Console.WriteLine(
            $"  below 1: a state's way to the next takes {Us(1e-9 * StepChain.Nanoseconds(workload.WeightsOf(phase), isStream: true))} us, each operation waiting for the one before; "
            + $"reading {kibibytes} KiB of weights {Us(kibibytes * 1024 / (1e9 * timing.Machine.Reading))} us");
    }

    /// <summary>Peers that are slower than they should be.</summary>
    public static void PrintSlow(IReadOnlyList<(string Side, double Factor)> slow)
    {
        if (slow.Count == 0) return;
        var sides = string.Join(" and ", slow.Select(s => $"{s.Factor:F2} times for {s.Side}"));
        Console.WriteLine($"  disturbed: slower than recorded on an idle machine and scaled to this one, {sides}");
    }

    /// <summary>The spread and the allocations of each side, and what disturbed the measurement.</summary>
    public static void PrintDetails(string workload, Phase phase, Timing timing)
    {
        foreach (var (name, s) in timing.Sides)
            Console.WriteLine($"  {name,-12} p10={Us(s.P10)} us p90={Us(s.P90)} us bytes={s.BytesPerCall:F1} samples={s.Samples}");
        var recorded = RtNeural.Find(workload, phase, timing.Machine)?.Seconds;
        Console.WriteLine($"  {"ratio",-12} p10={Ratio(timing, recorded, s => s.P10)}");
        Console.WriteLine(
            $"  {"machine",-12} fma={timing.Machine.Gflops:F1} gflops clock={timing.Machine.Gigahertz:F2} GHz "
            + $"reading={timing.Machine.Reading:F0} GB/s other-cpu={timing.OtherCpu:F2} cores");
    }

    /// <summary>The largest difference between two sides.</summary>
    public static void PrintAgreement(Phase phase, double error) => Console.WriteLine($"  {phase.Name,-12} agreement={error:E1}");

    /// <summary>The best peer's time divided by RnnGen's.</summary>
    private static string Ratio(Timing timing, double? recorded, Func<Statistics, double> figure)
    {
        if (!timing.Sides.TryGetValue(Side.RnnGen, out var own)) return Absent;
        var peers = timing.Sides.Where(s => s.Key != Side.RnnGen).Select(s => figure(s.Value)).ToList();
        if (recorded is { } seconds) peers.Add(seconds);
        return peers.Count > 0 ? $"{peers.Min() / figure(own):F2}" : Absent;
    }

    /// <summary>Four significant digits serve 40 ns and 600 ms alike.</summary>
    private static string Us(double seconds)
    {
        var us = seconds / Microsecond;
        return us >= 1000 ? $"{us:F0}" : us >= 100 ? $"{us:F1}" : us >= 10 ? $"{us:F2}" : $"{us:F4}";
    }
}
