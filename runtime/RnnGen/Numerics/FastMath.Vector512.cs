using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

public static unsafe partial class FastMath
{
    /// <summary>1 / (1 + e^−x) within 10⁻⁶.</summary>
    /// <param name="x">Arguments.</param>
    /// <returns>Values in (0, 1).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Ratio(x, 2f * Limit, 0.25f) + Vector512.Create(0.5f);

    /// <summary>The hyperbolic tangent within 2·10⁻⁶ of itself.</summary>
    /// <param name="x">Arguments.</param>
    /// <returns>Values in (−1, 1).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => Ratio(x, Limit, 1f);

    // h·tanh(h·x), with constants for h².
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Ratio(Vector512<float> x, float limit, float h2)
    {
        // With the constant first, Max and Min return x where x is NaN.
        x = Avx512F.Min(Vector512.Create(limit), Avx512F.Max(Vector512.Create(-limit), x));
        var s = x * x;
        var p = VectorMath.MultiplyAdd(s, Vector512.Create(P3 * h2 * h2 * h2), Vector512.Create(P2 * h2 * h2));
        p = VectorMath.MultiplyAdd(p, s, Vector512.Create(P1 * h2));
        p = VectorMath.MultiplyAdd(p, x * s, x);
        var q = VectorMath.MultiplyAdd(s, Vector512.Create(Q3 * h2 * h2), Vector512.Create(Q2 * h2));
        q = VectorMath.MultiplyAdd(q, s, Vector512.Create(Q1));
        q = VectorMath.MultiplyAdd(q, s, Vector512.Create(1f / h2));
        return p / q;
    }
}
