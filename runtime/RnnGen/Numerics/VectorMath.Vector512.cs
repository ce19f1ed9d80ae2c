using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

public static unsafe partial class VectorMath
{
    /// <summary>1 / (1 + e^−x), the logistic function.</summary>
    /// <param name="x">Arguments.</param>
    /// <returns>Values in [0, 1].</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        // With the constant first, Max and Min return x where x is NaN. r is −x's remainder with the sign turned.
        x = Avx512F.Min(Vector512.Create(SigmoidHighest), Avx512F.Max(Vector512.Create(SigmoidLowest), x));
        var shifted = MultiplyAdd(x, Vector512.Create(-Log2E), Vector512.Create(RoundingShift));
        var n = shifted - Vector512.Create(RoundingShift);
        var r = MultiplyAdd(n, Vector512.Create(Ln2), x);
        var power = (shifted.AsInt32() << MantissaBits).AsSingle();

        var r2 = MultiplyAdd(r, r, n * Vector512.Create(TwiceLn2Excess));
        var low = MultiplyAdd(r, Vector512.Create(-S3), Vector512.Create(S2));
        var high = MultiplyAdd(r, Vector512.Create(-S5), Vector512.Create(S4));
        var q = MultiplyAdd(high, r2, low);
        var sum = MultiplyAdd(Vector512<float>.One - r, power, Vector512<float>.One);
        return Vector512<float>.One / MultiplyAdd(q, r2 * power, sum);
    }

    /// <summary>The hyperbolic tangent; odd, and exact for tiny arguments.</summary>
    /// <param name="x">Arguments.</param>
    /// <returns>Values in [−1, 1].</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        var sign = x & Vector512.Create(-0f);
        var magnitude = Avx512F.Min(Vector512.Create(TanhHighest), Vector512.Abs(x));
        var shifted = MultiplyAdd(magnitude, Vector512.Create(2f * Log2E), Vector512.Create(RoundingShift));
        var n = shifted - Vector512.Create(RoundingShift);
        var r = MultiplyAdd(n, Vector512.Create(-HalfLn2), magnitude);
        var power = (shifted.AsInt32() << MantissaBits).AsSingle();

        // (e^2r − 1) / 2 = r + r²·(1 + 4·C3·r + …): the coefficients times powers of two.
        var r2 = r * r;
        var low = MultiplyAdd(r, Vector512.Create(4f * C3), Vector512<float>.One);
        var high = MultiplyAdd(r, Vector512.Create(16f * C5), Vector512.Create(8f * C4));
        high = MultiplyAdd(r2, Vector512.Create(32f * C6), high);
        var q = MultiplyAdd(high, r2, low);
        var scaled = r2 * power;
        var start = MultiplyAdd(r, power, MultiplyAdd(power, Vector512.Create(0.5f), Vector512.Create(-0.5f)));
        var f = MultiplyAdd(q, scaled, start);
        var fPlus1 = MultiplyAdd(q, scaled, start + Vector512<float>.One);
        return (f / fPlus1) | sign;
    }

    /// <summary>max(x, 0); NaN passes through, as in PyTorch.</summary>
    /// <param name="x">Arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> x) => Avx512F.Max(Vector512<float>.Zero, x);

    /// <summary>1 where x &gt; 0, else 0: the derivative of ReLU.</summary>
    /// <param name="x">Arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Step(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), Vector512<float>.One, Vector512<float>.Zero);

    /// <summary>a·b + c, rounded once.</summary>
    /// <param name="a">Factor.</param>
    /// <param name="b">Factor.</param>
    /// <param name="c">Addend.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Avx512F.FusedMultiplyAdd(a, b, c);
}
