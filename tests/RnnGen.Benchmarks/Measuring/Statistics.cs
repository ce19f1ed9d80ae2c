namespace RnnGen.Benchmarks.Measuring;

/// <summary>What the samples of one side amount to.</summary>
/// <param name="Median">Seconds per call: the figure that is reported.</param>
/// <param name="P10">Seconds per call that a tenth of the samples stayed below.</param>
/// <param name="P90">Seconds per call that nine tenths stayed below.</param>
/// <param name="BytesPerCall">Managed bytes that all threads of the process allocated per call.</param>
/// <param name="Samples">Number of samples.</param>
internal sealed record Statistics(double Median, double P10, double P90, double BytesPerCall, int Samples)
{
    /// <summary>The value below which the given share of the values lies, interpolated between neighbours.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}
