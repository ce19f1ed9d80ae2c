using RnnGen.Benchmarks.Limits;

namespace RnnGen.Benchmarks.Commands;

/// <summary>What the machine can do at most.</summary>
internal static class LimitsCommand
{
    private const int Runs = 5;

    // KiB for each thread. The third-level cache is shared, so that with many threads its row may show memory.
    private static readonly (string Level, int Kibibytes)[] _levels = [("L1", 16), ("L2", 512), ("L3", 4096), ("memory", 262144)];

    public static void Run(ReadOnlySpan<string> arguments)
    {
        var threads = Options.Parse(arguments).Threads;
        var gflops = Enumerable.Range(0, Runs).Max(_ => FmaPeak.Gflops(threads));
        Console.WriteLine($"fma-{FmaPeak.Bits} threads={threads} {gflops:F1} gflops");
        foreach (var (level, kibibytes) in _levels)
        {
            var rate = ReadBandwidth.BestGigabytesPerSecond(kibibytes, threads, Runs);
            Console.WriteLine($"read-{level} threads={threads} {rate:F1} GB/s ({kibibytes} KiB a thread)");
        }
    }
}
