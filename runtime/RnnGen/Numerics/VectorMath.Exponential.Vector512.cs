using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

public static unsafe partial class VectorMath
{
    /// <summary>e^x: 0 where that is below the smallest normal number, infinity where it is above the largest.</summary>
    /// <param name="x">Arguments.</param>
    /// <returns>Values of at least 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        // With the constant first, Max and Min return x where x is NaN.
        var clamped = Avx512F.Min(Vector512.Create(ExpHighest), Avx512F.Max(Vector512.Create(ExpLowest), x));
        var shifted = MultiplyAdd(clamped, Vector512.Create(Log2E), Vector512.Create(RoundingInteger));
        var n = shifted - Vector512.Create(RoundingInteger);
        var r = MultiplyAdd(n, Vector512.Create(-Ln2High), clamped);
        r = MultiplyAdd(n, Vector512.Create(-Ln2Low), r);

        var r2 = r * r;
        var low = MultiplyAdd(r, Vector512.Create(C3), Vector512.Create(0.5f));
        var high = MultiplyAdd(r, Vector512.Create(C5), Vector512.Create(C4));
        high = MultiplyAdd(r2, Vector512.Create(C6), high);
        var q = MultiplyAdd(high, r2, low);
        var exp = MultiplyAdd(q, r2, Vector512<float>.One + r);
        exp = Avx512F.Scale(exp, n);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(ExpLowest)), Vector512<float>.Zero, exp);
    }

    /// <summary>The natural logarithm: of 0 −infinity, of a negative number NaN.</summary>
    /// <param name="x">Arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        // x = 2ⁿ·m with m in [¾, 1½); subnormal numbers are normal after a multiplication by 2²³.
        var tiny = Vector512.LessThan(x, Vector512.Create(SmallestNormal));
        var bits = Vector512.ConditionalSelect(tiny, x * Vector512.Create(TwoTo23), x).AsInt32();
        var exponent = (bits - Vector512.Create(ThreeQuarters)) >> MantissaBits;
        var m = (bits - (exponent << MantissaBits)).AsSingle();
        var n = Vector512.ConvertToSingle(exponent) - (tiny & Vector512.Create((float)MantissaBits));
        var log = LogOf(m - Vector512<float>.One, n);

        log = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(float.PositiveInfinity)), log, x);
        var isZero = Vector512.Equals(x, Vector512<float>.Zero);
        var atMostZero = Vector512.ConditionalSelect(isZero, Vector512.Create(float.NegativeInfinity), Vector512.Create(float.NaN));
        return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512<float>.Zero), atMostZero, log);
    }

    /// <summary>log(1 + e^x), without overflow: x + log(1 + e^−x) where x is positive.</summary>
    /// <param name="x">Arguments.</param>
    /// <returns>Values of at least 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x)
    {
        // 1 + e = 2·(1 + (e − 1)/2), exactly, where e is at least ½.
        var e = Exp(-Vector512.Abs(x));
        var large = Vector512.GreaterThanOrEqual(e, Vector512.Create(0.5f));
        var f = Vector512.ConditionalSelect(large, MultiplyAdd(e, Vector512.Create(0.5f), Vector512.Create(-0.5f)), e);
        return Relu(x) + LogOf(f, large & Vector512<float>.One);
    }

    // n·ln 2 + log(1 + f) for f from −¼ to ½.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOf(Vector512<float> f, Vector512<float> n)
    {
        var s = f / (f + Vector512.Create(2f));
        var s2 = s * s;
        var halfSquare = f * f * Vector512.Create(0.5f);
        var tail = MultiplyAdd(s2, Vector512.Create(L3), Vector512.Create(L2));
        tail = MultiplyAdd(tail, s2, Vector512.Create(L1));
        tail = MultiplyAdd(tail, s2, halfSquare);
        var small = MultiplyAdd(s, tail, n * Vector512.Create(Ln2Low));
        return MultiplyAdd(n, Vector512.Create(Ln2High), f - (halfSquare - small));
    }
}
