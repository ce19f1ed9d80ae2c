using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

public static unsafe partial class FastMath
{
    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) =>
        AdvSimd.IsSupported || Fma.IsSupported ? Sigmoid<FusedMultiplyAdd>(x) : Sigmoid<SeparateMultiplyAdd>(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x) =>
        AdvSimd.IsSupported || Fma.IsSupported ? Tanh<FusedMultiplyAdd>(x) : Tanh<SeparateMultiplyAdd>(x);

    // Generic over the multiply-add, so that the body without a fused one can be tested on a machine that has it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Sigmoid<TOperation>(Vector128<float> x)
        where TOperation : struct, IMultiplyAdd => Ratio<TOperation>(x, 2f * Limit, 0.25f) + Vector128.Create(0.5f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Tanh<TOperation>(Vector128<float> x)
        where TOperation : struct, IMultiplyAdd => Ratio<TOperation>(x, Limit, 1f);

    // h·tanh(h·x), with constants for h².
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Ratio<TOperation>(Vector128<float> x, float limit, float h2)
        where TOperation : struct, IMultiplyAdd
    {
        x = VectorMath.AtMost(Vector128.Create(limit), VectorMath.AtLeast(Vector128.Create(-limit), x));
        var s = x * x;
        var p = TOperation.MultiplyAdd(s, Vector128.Create(P3 * h2 * h2 * h2), Vector128.Create(P2 * h2 * h2));
        p = TOperation.MultiplyAdd(p, s, Vector128.Create(P1 * h2));
        p = TOperation.MultiplyAdd(p, x * s, x);
        var q = TOperation.MultiplyAdd(s, Vector128.Create(Q3 * h2 * h2), Vector128.Create(Q2 * h2));
        q = TOperation.MultiplyAdd(q, s, Vector128.Create(Q1));
        q = TOperation.MultiplyAdd(q, s, Vector128.Create(1f / h2));
        return p / q;
    }
}
