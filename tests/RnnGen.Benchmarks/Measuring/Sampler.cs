using System.Diagnostics;
using RnnGen.Benchmarks.Sides;

namespace RnnGen.Benchmarks.Measuring;

/// <summary>Times the calls of one operation, some samples at a time.</summary>
internal sealed class Sampler(ITimed operation)
{
    /// <summary>A sample spans as many calls as it takes to last this long, so that reading the clock does not count.</summary>
    private const double SampleSeconds = 1e-3;

    // Room for every sample from the start: nothing but the operation allocates while it is measured.
    private readonly double[] _samples = new double[20_000];
    private int _count, _callsPerSample = 1;
    private long _bytes;

    /// <summary>Calls for some time, so that the JIT and the allocators settle, and finds how many calls a sample takes.</summary>
    public void WarmUp(TimeSpan duration)
    {
        var (start, calls) = (Stopwatch.GetTimestamp(), 0);
        do
        {
            operation.Run();
            calls++;
        }
        while (calls < 3 || Stopwatch.GetElapsedTime(start) < duration);

        // Judged by calls that are warm: one more for each thousandth of those so far.
        var (warm, more) = (Stopwatch.GetTimestamp(), 1 + (calls / 1000));
        operation.Repeat(more);
        var perCall = Stopwatch.GetElapsedTime(warm).TotalSeconds / more;
        _callsPerSample = (int)Math.Clamp(Math.Ceiling(SampleSeconds / perCall), 1, 1_000_000);
    }

    /// <summary>
    /// Takes a sample that does not count, to fill the caches again, and then samples for the given time, at least one. A call that
    /// takes longer than the turn fills them by itself.
    /// </summary>
    public void TakeTurn(TimeSpan duration)
    {
        if (_callsPerSample > 1 || _count == 0 || _samples[_count - 1] < duration.TotalSeconds) Sample();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        do
        {
            if (_count == _samples.Length) break;
            _samples[_count++] = Sample();
        }
        while (Stopwatch.GetElapsedTime(start) < duration);
        _bytes += GC.GetTotalAllocatedBytes(precise: true) - bytes;
    }

    public Statistics Statistics()
    {
        var samples = _samples[.._count];
        return new(
            Measuring.Statistics.Quantile(samples, 0.5),
            Measuring.Statistics.Quantile(samples, 0.1),
            Measuring.Statistics.Quantile(samples, 0.9),
            (double)_bytes / _count / _callsPerSample,
            _count);
    }

    /// <summary>Seconds per call.</summary>
    private double Sample()
    {
        var start = Stopwatch.GetTimestamp();
        operation.Repeat(_callsPerSample);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / _callsPerSample;
    }
}
