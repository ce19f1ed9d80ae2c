using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>How a 128-bit body computes a·b + c.</summary>
internal interface IMultiplyAdd
{
    /// <summary>Whether it rounds once.</summary>
    static abstract bool IsFused { get; }

    static abstract Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c);
}

/// <summary>One rounding, by the instruction of the processor.</summary>
internal readonly struct FusedMultiplyAdd : IMultiplyAdd
{
    public static bool IsFused => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        VectorMath.MultiplyAdd(a, b, c);
}

/// <summary>Two roundings, for processors without the instruction.</summary>
internal readonly struct SeparateMultiplyAdd : IMultiplyAdd
{
    public static bool IsFused => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => (a * b) + c;
}
