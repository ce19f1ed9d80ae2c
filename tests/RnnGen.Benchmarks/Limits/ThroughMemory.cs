using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Benchmarks.Activations;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Limits;

/// <summary>How long a vector that was just written takes until one of its numbers is read: the way of a state that the caller holds between two steps.</summary>
internal static unsafe class ThroughMemory
{
    private const int Links = 200;

    /// <summary>Nanoseconds from a vector, through memory, to one that is filled with a number of it.</summary>
    /// <param name="wide">Whether it is one of 512 bits, or of 256.</param>
    public static double Latency(bool wide)
    {
        var memory = new AlignedBuffer<float>(Vector512<float>.Count);
        var call = wide ? Shortest.Nanoseconds(() => Wide(memory.Pointer)) : Shortest.Nanoseconds(() => Narrow(memory.Pointer));
        GC.KeepAlive(memory);
        return call / Links;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide(float* memory)
    {
        var vector = Vector512<float>.One;
        for (var i = 0; i < Links; i++)
        {
            *(Vector512<float>*)memory = vector;
            vector = Vector512.Create(memory[i & 7]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(float* memory)
    {
        var vector = Vector256<float>.One;
        for (var i = 0; i < Links; i++)
        {
            *(Vector256<float>*)memory = vector;
            vector = Vector256.Create(memory[i & 7]);
        }
    }
}
