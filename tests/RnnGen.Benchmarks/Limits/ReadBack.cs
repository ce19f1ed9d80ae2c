using System.Runtime.Intrinsics;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Limits;

/// <summary>How fast the cores write memory and, once all of it is written, read it again.</summary>
internal static unsafe class ReadBack
{
    /// <summary>Seconds to write so many bytes and read them back, on all threads together.</summary>
    /// <param name="bytes">Bytes of all threads together.</param>
    /// <param name="threads">Number of threads, each with its part of them.</param>
    /// <param name="runs">The best of so many runs counts: what the machine can do, not what others left of it.</param>
    public static double BestSeconds(double bytes, int threads, int runs)
    {
        var length = (int)Math.Ceiling(bytes / threads / sizeof(float) / ReadBandwidth.Multiple) * ReadBandwidth.Multiple;
        var buffers = Enumerable.Range(0, threads).Select(_ => new AlignedBuffer<float>(length)).ToArray();
        var seconds = Enumerable.Range(0, runs).Min(_ => Team.Time(threads, id => WriteAndRead(buffers[id].Pointer, length)));
        GC.KeepAlive(buffers);
        return seconds;
    }

    private static float WriteAndRead(float* values, int length)
    {
        new Span<Vector512<float>>(values, length / Vector512<float>.Count).Fill(Vector512<float>.One);
        return ReadBandwidth.Read(values, length, passes: 1);
    }
}
