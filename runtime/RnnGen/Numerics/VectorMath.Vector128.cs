using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

public static unsafe partial class VectorMath
{
    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) =>
        Avx2.IsSupported && Fma.IsSupported ? Sigmoid(x.ToVector256Unsafe()).GetLower()
        : AdvSimd.IsSupported || Fma.IsSupported ? Sigmoid<FusedMultiplyAdd>(x)
        : Sigmoid<SeparateMultiplyAdd>(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x) =>
        Avx2.IsSupported && Fma.IsSupported ? Tanh(x.ToVector256Unsafe()).GetLower()
        : AdvSimd.IsSupported || Fma.IsSupported ? Tanh<FusedMultiplyAdd>(x)
        : Tanh<SeparateMultiplyAdd>(x);

    /// <inheritdoc cref="Relu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Relu(Vector128<float> x) => AtLeast(Vector128<float>.Zero, x);

    /// <inheritdoc cref="Step(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Step(Vector128<float> x) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128<float>.Zero), Vector128<float>.One, Vector128<float>.Zero);

    /// <summary>
    /// a·b + c, rounded once where the hardware can, else twice: the portable fused operation would run in software there.
    /// </summary>
    /// <param name="a">Factor.</param>
    /// <param name="b">Factor.</param>
    /// <param name="c">Addend.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        AdvSimd.IsSupported ? AdvSimd.FusedMultiplyAdd(c, a, b)
        : Fma.IsSupported ? Fma.MultiplyAdd(a, b, c)
        : (a * b) + c;

    /// <summary>The same with one element of a vector as a factor: NEON needs no broadcast for it.</summary>
    /// <param name="a">Holds the factor.</param>
    /// <param name="element">Which element it is, a constant.</param>
    /// <param name="b">Factor.</param>
    /// <param name="c">Addend.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAddElement(Vector128<float> a, [ConstantExpected(Max = (byte)3)] byte element, Vector128<float> b, Vector128<float> c) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar(c, b, a, element)
        : MultiplyAdd(Vector128.Create(a.GetElement(element)), b, c);

    // Generic over the multiply-add, so that the body without a fused one can be tested on a machine that has it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Sigmoid<TOperation>(Vector128<float> x)
        where TOperation : struct, IMultiplyAdd
    {
        x = AtMost(Vector128.Create(SigmoidHighest), AtLeast(Vector128.Create(SigmoidLowest), x));
        var shifted = TOperation.MultiplyAdd(x, Vector128.Create(-Log2E), Vector128.Create(RoundingShift));
        var n = shifted - Vector128.Create(RoundingShift);
        var r = TOperation.MultiplyAdd(n, Vector128.Create(TOperation.IsFused ? Ln2 : Ln2High), x);
        if (!TOperation.IsFused) r = TOperation.MultiplyAdd(n, Vector128.Create(Ln2Low), r);
        var power = (shifted.AsInt32() << MantissaBits).AsSingle();

        var r2 = TOperation.IsFused ? TOperation.MultiplyAdd(r, r, n * Vector128.Create(TwiceLn2Excess)) : r * r;
        var low = TOperation.MultiplyAdd(r, Vector128.Create(-S3), Vector128.Create(S2));
        var high = TOperation.MultiplyAdd(r, Vector128.Create(-S5), Vector128.Create(S4));
        var q = TOperation.MultiplyAdd(high, r2, low);
        var sum = TOperation.MultiplyAdd(Vector128<float>.One - r, power, Vector128<float>.One);
        return Vector128<float>.One / TOperation.MultiplyAdd(q, r2 * power, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Tanh<TOperation>(Vector128<float> x)
        where TOperation : struct, IMultiplyAdd
    {
        var sign = x & Vector128.Create(-0f);
        var magnitude = AtMost(Vector128.Create(TanhHighest), Vector128.Abs(x));
        var shifted = TOperation.MultiplyAdd(magnitude, Vector128.Create(2f * Log2E), Vector128.Create(RoundingShift));
        var n = shifted - Vector128.Create(RoundingShift);
        var r = TOperation.MultiplyAdd(n, Vector128.Create(-HalfLn2), magnitude);
        var power = (shifted.AsInt32() << MantissaBits).AsSingle();

        var r2 = r * r;
        var low = TOperation.MultiplyAdd(r, Vector128.Create(4f * C3), Vector128<float>.One);
        var high = TOperation.MultiplyAdd(r, Vector128.Create(16f * C5), Vector128.Create(8f * C4));
        high = TOperation.MultiplyAdd(r2, Vector128.Create(32f * C6), high);
        var q = TOperation.MultiplyAdd(high, r2, low);
        var scaled = r2 * power;
        var start = TOperation.MultiplyAdd(r, power, (power * Vector128.Create(0.5f)) - Vector128.Create(0.5f));
        var f = TOperation.MultiplyAdd(q, scaled, start);
        var fPlus1 = TOperation.MultiplyAdd(q, scaled, start + Vector128<float>.One);
        return (f / fPlus1) | sign;
    }

    // Both return x where x is NaN; Sse's do because the limit is the first operand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> AtMost(Vector128<float> limit, Vector128<float> x) =>
        Sse.IsSupported ? Sse.Min(limit, x) : AdvSimd.IsSupported ? AdvSimd.Min(limit, x) : Vector128.Min(limit, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> AtLeast(Vector128<float> limit, Vector128<float> x) =>
        Sse.IsSupported ? Sse.Max(limit, x) : AdvSimd.IsSupported ? AdvSimd.Max(limit, x) : Vector128.Max(limit, x);
}
