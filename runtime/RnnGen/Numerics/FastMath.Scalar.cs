using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

public static unsafe partial class FastMath
{
    /// <summary>1 / (1 + e^−x) within 10⁻⁶.</summary>
    /// <param name="x">Argument.</param>
    /// <returns>A value in (0, 1).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => Ratio(x, 2f * Limit, 0.25f) + 0.5f;

    /// <summary>The hyperbolic tangent within 2·10⁻⁶ of itself.</summary>
    /// <param name="x">Argument.</param>
    /// <returns>A value in (−1, 1).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x) => Ratio(x, Limit, 1f);

    // h·tanh(h·x), with constants for h².
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Ratio(float x, float limit, float h2)
    {
        // Comparisons that are false for NaN let it through.
        x = x < -limit ? -limit : x > limit ? limit : x;
        var s = x * x;
        var p = (s * (P3 * h2 * h2 * h2)) + (P2 * h2 * h2);
        p = (p * s) + (P1 * h2);
        p = (p * (x * s)) + x;
        var q = (s * (Q3 * h2 * h2)) + (Q2 * h2);
        q = (q * s) + Q1;
        q = (q * s) + (1f / h2);
        return p / q;
    }
}
