using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Benchmarks.Activations;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Limits;

/// <summary>A vector's first number in all places, through memory: the way of a state that the caller holds between two steps.</summary>
internal readonly unsafe struct ThroughMemory : IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>>
{
    private static readonly AlignedBuffer<float> Buffer = new(Vector512<float>.Count);

    private static readonly float* Memory = Buffer.Pointer;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        *(Vector512<float>*)Memory = x;
        return Vector512.Create(*Memory);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> x)
    {
        *(Vector256<float>*)Memory = x;
        return Vector256.Create(*Memory);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(Vector128<float> x)
    {
        *(Vector128<float>*)Memory = x;
        return Vector128.Create(*Memory);
    }
}
