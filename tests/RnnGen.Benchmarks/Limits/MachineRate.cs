using System.Globalization;

namespace RnnGen.Benchmarks.Limits;

/// <summary>What the machine did while something was timed.</summary>
/// <param name="Gflops">Fused multiply-adds of all threads, in 10⁹ operations per second; 0 if it has none.</param>
/// <param name="Gigahertz">Clock of a core.</param>
/// <param name="Reading">10⁹ bytes per second that a core read of as much memory as weights take, over and over.</param>
internal sealed record MachineRate(double Gflops, double Gigahertz, double Reading)
{
    private const int Runs = 4;

    /// <param name="threads">Threads that multiply and add.</param>
    /// <param name="kibibytes">What is read; null for half of the second-level cache.</param>
    public static MachineRate Measure(int threads, int? kibibytes = null) => new(
        FmaPeak.Gflops(threads), Clock.Gigahertz(Runs), ReadBandwidth.BestGigabytesPerSecond(kibibytes ?? Caches.Levels[1].Probe, threads: 1, Runs));

    /// <summary>The median of each figure.</summary>
    public static MachineRate Median(IReadOnlyList<MachineRate> rates)
    {
        double Middle(Func<MachineRate, double> figure) => Measuring.Statistics.Quantile(rates.Select(figure), 0.5);
        return new(Middle(r => r.Gflops), Middle(r => r.Gigahertz), Middle(r => r.Reading));
    }

    /// <summary>As text for the command line of a child process.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Gflops:F2},{Gigahertz:F3},{Reading:F2}");

    /// <summary>From <see cref="ToString"/>'s text; null if it is none.</summary>
    public static MachineRate? Parse(string text)
    {
        var numbers = text.Split(',');
        return numbers.Length == 3 && Array.TrueForAll(numbers, n => double.TryParse(n, CultureInfo.InvariantCulture, out _))
            ? new(Number(0), Number(1), Number(2))
            : null;
        double Number(int i) => double.Parse(numbers[i], CultureInfo.InvariantCulture);
    }
}
