using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

public static unsafe partial class VectorMath
{
    /// <inheritdoc cref="Exp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        var clamped = Avx.Min(Vector256.Create(ExpHighest), Avx.Max(Vector256.Create(ExpLowest), x));
        var shifted = MultiplyAdd(clamped, Vector256.Create(Log2E), Vector256.Create(RoundingTwice));
        var n = shifted - Vector256.Create(RoundingTwice);
        var r = MultiplyAdd(n, Vector256.Create(-Ln2High), clamped);
        r = MultiplyAdd(n, Vector256.Create(-Ln2Low), r);

        var r2 = r * r;
        var low = MultiplyAdd(r, Vector256.Create(C3), Vector256.Create(0.5f));
        var high = MultiplyAdd(r, Vector256.Create(C5), Vector256.Create(C4));
        high = MultiplyAdd(r2, Vector256.Create(C6), high);
        var q = MultiplyAdd(high, r2, low);
        var exp = MultiplyAdd(q, r2, Vector256<float>.One + r);

        // 2ⁿ in two halves: for n = 128 it would be infinite.
        var half = shifted.AsInt32() >>> 1;
        exp *= (half << MantissaBits).AsSingle();
        exp *= ((shifted.AsInt32() - half) << MantissaBits).AsSingle();
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(ExpLowest)), Vector256<float>.Zero, exp);
    }

    /// <inheritdoc cref="Log(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x)
    {
        // x = 2ⁿ·m with m in [¾, 1½); subnormal numbers are normal after a multiplication by 2²³.
        var tiny = Vector256.LessThan(x, Vector256.Create(SmallestNormal));
        var bits = Vector256.ConditionalSelect(tiny, x * Vector256.Create(TwoTo23), x).AsInt32();
        var exponent = (bits - Vector256.Create(ThreeQuarters)) >> MantissaBits;
        var m = (bits - (exponent << MantissaBits)).AsSingle();
        var n = Vector256.ConvertToSingle(exponent) - (tiny & Vector256.Create((float)MantissaBits));
        var log = LogOf(m - Vector256<float>.One, n);

        log = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(float.PositiveInfinity)), log, x);
        var isZero = Vector256.Equals(x, Vector256<float>.Zero);
        var atMostZero = Vector256.ConditionalSelect(isZero, Vector256.Create(float.NegativeInfinity), Vector256.Create(float.NaN));
        return Vector256.ConditionalSelect(Vector256.LessThanOrEqual(x, Vector256<float>.Zero), atMostZero, log);
    }

    /// <inheritdoc cref="Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x)
    {
        // 1 + e = 2·(1 + (e − 1)/2), exactly, where e is at least ½.
        var e = Exp(-Vector256.Abs(x));
        var large = Vector256.GreaterThanOrEqual(e, Vector256.Create(0.5f));
        var f = Vector256.ConditionalSelect(large, MultiplyAdd(e, Vector256.Create(0.5f), Vector256.Create(-0.5f)), e);
        return Relu(x) + LogOf(f, large & Vector256<float>.One);
    }

    // n·ln 2 + log(1 + f) for f from −¼ to ½.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LogOf(Vector256<float> f, Vector256<float> n)
    {
        var s = f / (f + Vector256.Create(2f));
        var s2 = s * s;
        var halfSquare = f * f * Vector256.Create(0.5f);
        var tail = MultiplyAdd(s2, Vector256.Create(L3), Vector256.Create(L2));
        tail = MultiplyAdd(tail, s2, Vector256.Create(L1));
        tail = MultiplyAdd(tail, s2, halfSquare);
        var small = MultiplyAdd(s, tail, n * Vector256.Create(Ln2Low));
        return MultiplyAdd(n, Vector256.Create(Ln2High), f - (halfSquare - small));
    }
}
