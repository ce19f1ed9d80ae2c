using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

public static unsafe partial class VectorMath
{
    /// <inheritdoc cref="Exp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x) =>
        AdvSimd.IsSupported || Fma.IsSupported ? Exp<FusedMultiplyAdd>(x) : Exp<SeparateMultiplyAdd>(x);

    /// <inheritdoc cref="Log(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log(Vector128<float> x) =>
        AdvSimd.IsSupported || Fma.IsSupported ? Log<FusedMultiplyAdd>(x) : Log<SeparateMultiplyAdd>(x);

    /// <inheritdoc cref="Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softplus(Vector128<float> x) =>
        AdvSimd.IsSupported || Fma.IsSupported ? Softplus<FusedMultiplyAdd>(x) : Softplus<SeparateMultiplyAdd>(x);

    // Generic over the multiply-add, so that the body without a fused one can be tested on a machine that has it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Exp<TOperation>(Vector128<float> x)
        where TOperation : struct, IMultiplyAdd
    {
        var clamped = AtMost(Vector128.Create(ExpHighest), AtLeast(Vector128.Create(ExpLowest), x));
        var shifted = TOperation.MultiplyAdd(clamped, Vector128.Create(Log2E), Vector128.Create(RoundingTwice));
        var n = shifted - Vector128.Create(RoundingTwice);
        var r = TOperation.MultiplyAdd(n, Vector128.Create(-Ln2High), clamped);
        r = TOperation.MultiplyAdd(n, Vector128.Create(-Ln2Low), r);

        var r2 = r * r;
        var low = TOperation.MultiplyAdd(r, Vector128.Create(C3), Vector128.Create(0.5f));
        var high = TOperation.MultiplyAdd(r, Vector128.Create(C5), Vector128.Create(C4));
        high = TOperation.MultiplyAdd(r2, Vector128.Create(C6), high);
        var q = TOperation.MultiplyAdd(high, r2, low);
        var exp = TOperation.MultiplyAdd(q, r2, Vector128<float>.One + r);

        // 2ⁿ in two halves: for n = 128 it would be infinite.
        var half = shifted.AsInt32() >>> 1;
        exp *= (half << MantissaBits).AsSingle();
        exp *= ((shifted.AsInt32() - half) << MantissaBits).AsSingle();
        return Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(ExpLowest)), Vector128<float>.Zero, exp);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Log<TOperation>(Vector128<float> x)
        where TOperation : struct, IMultiplyAdd
    {
        // x = 2ⁿ·m with m in [¾, 1½); subnormal numbers are normal after a multiplication by 2²³.
        var tiny = Vector128.LessThan(x, Vector128.Create(SmallestNormal));
        var bits = Vector128.ConditionalSelect(tiny, x * Vector128.Create(TwoTo23), x).AsInt32();
        var exponent = (bits - Vector128.Create(ThreeQuarters)) >> MantissaBits;
        var m = (bits - (exponent << MantissaBits)).AsSingle();
        var n = Vector128.ConvertToSingle(exponent) - (tiny & Vector128.Create((float)MantissaBits));
        var log = LogOf<TOperation>(m - Vector128<float>.One, n);

        log = Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(float.PositiveInfinity)), log, x);
        var isZero = Vector128.Equals(x, Vector128<float>.Zero);
        var atMostZero = Vector128.ConditionalSelect(isZero, Vector128.Create(float.NegativeInfinity), Vector128.Create(float.NaN));
        return Vector128.ConditionalSelect(Vector128.LessThanOrEqual(x, Vector128<float>.Zero), atMostZero, log);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Softplus<TOperation>(Vector128<float> x)
        where TOperation : struct, IMultiplyAdd
    {
        // 1 + e = 2·(1 + (e − 1)/2), exactly, where e is at least ½.
        var e = Exp<TOperation>(-Vector128.Abs(x));
        var large = Vector128.GreaterThanOrEqual(e, Vector128.Create(0.5f));
        var f = Vector128.ConditionalSelect(large, TOperation.MultiplyAdd(e, Vector128.Create(0.5f), Vector128.Create(-0.5f)), e);
        return Relu(x) + LogOf<TOperation>(f, large & Vector128<float>.One);
    }

    // n·ln 2 + log(1 + f) for f from −¼ to ½.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> LogOf<TOperation>(Vector128<float> f, Vector128<float> n)
        where TOperation : struct, IMultiplyAdd
    {
        var s = f / (f + Vector128.Create(2f));
        var s2 = s * s;
        var halfSquare = f * f * Vector128.Create(0.5f);
        var tail = TOperation.MultiplyAdd(s2, Vector128.Create(L3), Vector128.Create(L2));
        tail = TOperation.MultiplyAdd(tail, s2, Vector128.Create(L1));
        tail = TOperation.MultiplyAdd(tail, s2, halfSquare);
        var small = TOperation.MultiplyAdd(s, tail, n * Vector128.Create(Ln2Low));
        return TOperation.MultiplyAdd(n, Vector128.Create(Ln2High), f - (halfSquare - small));
    }
}
