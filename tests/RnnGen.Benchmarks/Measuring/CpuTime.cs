using System.Globalization;

namespace RnnGen.Benchmarks.Measuring;

/// <summary>Processor time used so far, in the kernel's ticks of 10 ms, and the clock they are compared with.</summary>
internal readonly record struct CpuTime(long Machine, long Own, long Clock)
{
    private const double TickMilliseconds = 10;

    /// <summary>Reads the kernel's counters.</summary>
    public static CpuTime Now()
    {
        // cpu user nice system idle iowait irq softirq steal …: all but idle and iowait is work.
        var machine = Numbers(File.ReadLines("/proc/stat").First()["cpu".Length..]);
        // The name, in parentheses, may hold spaces; user and system are the 12th and 13th fields after it.
        var stat = File.ReadAllText("/proc/self/stat");
        var own = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(
            machine[0] + machine[1] + machine[2] + machine[5] + machine[6] + machine[7],
            long.Parse(own[11], CultureInfo.InvariantCulture) + long.Parse(own[12], CultureInfo.InvariantCulture),
            Environment.TickCount64);
    }

    /// <summary>Cores that other processes, and other guests of the same host, took since then.</summary>
    public static double OfOthersSince(CpuTime then)
    {
        var now = Now();
        var others = now.Machine - then.Machine - (now.Own - then.Own);
        return Math.Max(0, others * TickMilliseconds / Math.Max(1, now.Clock - then.Clock));
    }

    private static long[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => long.Parse(n, CultureInfo.InvariantCulture))];
}
