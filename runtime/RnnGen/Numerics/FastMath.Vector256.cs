using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

public static unsafe partial class FastMath
{
    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Ratio(x, 2f * Limit, 0.25f) + Vector256.Create(0.5f);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) => Ratio(x, Limit, 1f);

    // h·tanh(h·x), with constants for h².
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Ratio(Vector256<float> x, float limit, float h2)
    {
        // With the constant first, Max and Min return x where x is NaN.
        x = Avx.Min(Vector256.Create(limit), Avx.Max(Vector256.Create(-limit), x));
        var s = x * x;
        var p = VectorMath.MultiplyAdd(s, Vector256.Create(P3 * h2 * h2 * h2), Vector256.Create(P2 * h2 * h2));
        p = VectorMath.MultiplyAdd(p, s, Vector256.Create(P1 * h2));
        p = VectorMath.MultiplyAdd(p, x * s, x);
        var q = VectorMath.MultiplyAdd(s, Vector256.Create(Q3 * h2 * h2), Vector256.Create(Q2 * h2));
        q = VectorMath.MultiplyAdd(q, s, Vector256.Create(Q1));
        q = VectorMath.MultiplyAdd(q, s, Vector256.Create(1f / h2));
        return p / q;
    }
}
