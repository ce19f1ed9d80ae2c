using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Limits;

/// <summary>How fast the cores read memory that fits a given cache.</summary>
internal static unsafe class ReadBandwidth
{
    /// <summary>What is read is a multiple of so many values.</summary>
    public const int Multiple = 128;

    // Half a millisecond from a cache: many runs of the best of several then fit between two turns of other processes.
    private const long BytesPerRun = 50_000_000;

    /// <summary>10⁹ bytes per second of all threads together.</summary>
    /// <param name="kibibytes">Size of what each thread reads over and over.</param>
    /// <param name="threads">Number of threads, each with memory of its own.</param>
    /// <param name="runs">The best of so many runs counts: what the machine can do, not what others left of it.</param>
    public static double BestGigabytesPerSecond(int kibibytes, int threads, int runs)
    {
        var length = kibibytes * 1024 / sizeof(float);
        var buffers = Enumerable.Range(0, threads).Select(_ => new AlignedBuffer<float>(length)).ToArray();
        foreach (var buffer in buffers) buffer.Span.Fill(1); // untouched pages would all be the same zero page
        var passes = (int)Math.Max(1, BytesPerRun / sizeof(float) / length);
        var seconds = Enumerable.Range(0, runs).Min(_ => Team.Time(threads, id => Read(buffers[id].Pointer, length, passes)));
        GC.KeepAlive(buffers);
        return (double)sizeof(float) * length * passes * threads / seconds / 1e9;
    }

    /// <summary>Reads values over and over; their sum, so that they have to be read.</summary>
    /// <param name="values">The first.</param>
    /// <param name="length">How many, a multiple of <see cref="Multiple"/>.</param>
    /// <param name="passes">How often.</param>
    public static float Read(float* values, int length, int passes) =>
        Vector512.IsHardwareAccelerated ? Read512(values, length, passes) : Read256(values, length, passes);

    /// <summary>Eight independent sums of a cache line each: two loads begin in a cycle, and an addition takes four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Read512(float* values, int length, int passes)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (var pass = 0; pass < passes; pass++)
        {
            for (var p = values; p < values + length; p += Multiple)
            {
                s0 += *(Vector512<float>*)p;
                s1 += *(Vector512<float>*)(p + 16);
                s2 += *(Vector512<float>*)(p + 32);
                s3 += *(Vector512<float>*)(p + 48);
                s4 += *(Vector512<float>*)(p + 64);
                s5 += *(Vector512<float>*)(p + 80);
                s6 += *(Vector512<float>*)(p + 96);
                s7 += *(Vector512<float>*)(p + 112);
            }
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7);
    }

    /// <summary>Eight independent sums of half a cache line each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Read256(float* values, int length, int passes)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (var pass = 0; pass < passes; pass++)
        {
            for (var p = values; p < values + length; p += Multiple / 2)
            {
                s0 += *(Vector256<float>*)p;
                s1 += *(Vector256<float>*)(p + 8);
                s2 += *(Vector256<float>*)(p + 16);
                s3 += *(Vector256<float>*)(p + 24);
                s4 += *(Vector256<float>*)(p + 32);
                s5 += *(Vector256<float>*)(p + 40);
                s6 += *(Vector256<float>*)(p + 48);
                s7 += *(Vector256<float>*)(p + 56);
            }
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7);
    }
}
