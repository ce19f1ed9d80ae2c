using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

public static unsafe partial class VectorMath
{
    /// <summary>e^x: 0 where that is below the smallest normal number, infinity where it is above the largest.</summary>
    /// <param name="x">Argument.</param>
    /// <returns>A value of at least 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x)
    {
        // Comparisons that are false for NaN let it through.
        var clamped = x < ExpLowest ? ExpLowest : x > ExpHighest ? ExpHighest : x;
        var shifted = (clamped * Log2E) + RoundingTwice;
        var n = shifted - RoundingTwice;
        var r = (n * -Ln2High) + clamped;
        r = (n * -Ln2Low) + r;

        var r2 = r * r;
        var low = (r * C3) + 0.5f;
        var high = (r2 * C6) + ((r * C5) + C4);
        var q = (high * r2) + low;
        var exp = (q * r2) + (1f + r);

        // 2ⁿ in two halves: for n = 128 it would be infinite.
        var bits = BitConverter.SingleToInt32Bits(shifted);
        var half = bits >>> 1;
        exp *= BitConverter.Int32BitsToSingle(half << MantissaBits);
        exp *= BitConverter.Int32BitsToSingle((bits - half) << MantissaBits);
        return x < ExpLowest ? 0f : exp;
    }

    /// <inheritdoc cref="Log(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x)
    {
        if (x <= 0f) return x == 0f ? float.NegativeInfinity : float.NaN;
        if (!(x < float.PositiveInfinity)) return x;

        // x = 2ⁿ·m with m in [¾, 1½); subnormal numbers are normal after a multiplication by 2²³.
        var tiny = x < SmallestNormal;
        var bits = BitConverter.SingleToInt32Bits(tiny ? x * TwoTo23 : x);
        var exponent = (bits - ThreeQuarters) >> MantissaBits;
        var m = BitConverter.Int32BitsToSingle(bits - (exponent << MantissaBits));
        return LogOf(m - 1f, tiny ? exponent - MantissaBits : exponent);
    }

    /// <inheritdoc cref="Softplus(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Softplus(float x)
    {
        // 1 + e = 2·(1 + (e − 1)/2), exactly, where e is at least ½.
        var e = Exp(-MathF.Abs(x));
        return Relu(x) + (e >= 0.5f ? LogOf((e * 0.5f) - 0.5f, 1f) : LogOf(e, 0f));
    }

    /// <summary>e^x.</summary>
    /// <param name="x">Argument.</param>
    /// <returns>A value of at least 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x) => Math.Exp(x);

    /// <summary>The natural logarithm: of 0 −infinity, of a negative number NaN.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x) => Math.Log(x);

    /// <summary>log(1 + e^x), without overflow: x + log(1 + e^−x) where x is positive.</summary>
    /// <param name="x">Argument.</param>
    /// <returns>A value of at least 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Softplus(double x)
    {
        // log(1 + e) = e·log(s)/(s − 1) with s = 1 + e as rounded: the two roundings of e cancel (Kahan; Higham 2002, 1.14.1).
        var e = Math.Exp(-Math.Abs(x));
        var s = 1d + e;
        return Relu(x) + (s == 1d ? e : e * (Math.Log(s) / (s - 1d)));
    }

    // n·ln 2 + log(1 + f) for f from −¼ to ½.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float LogOf(float f, float n)
    {
        var s = f / (f + 2f);
        var s2 = s * s;
        var halfSquare = f * f * 0.5f;
        var tail = (s2 * L3) + L2;
        tail = (tail * s2) + L1;
        tail = (tail * s2) + halfSquare;
        var small = (s * tail) + (n * Ln2Low);
        return (n * Ln2High) + (f - (halfSquare - small));
    }
}
