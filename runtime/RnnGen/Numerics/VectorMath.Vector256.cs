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
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        // With the constant first, Max and Min return x where x is NaN. r is −x's remainder with the sign turned.
        x = Avx.Min(Vector256.Create(SigmoidHighest), Avx.Max(Vector256.Create(SigmoidLowest), x));
        var shifted = MultiplyAdd(x, Vector256.Create(-Log2E), Vector256.Create(RoundingShift));
        var n = shifted - Vector256.Create(RoundingShift);
        var r = MultiplyAdd(n, Vector256.Create(Ln2), x);
        var power = (shifted.AsInt32() << MantissaBits).AsSingle();

        var r2 = MultiplyAdd(r, r, n * Vector256.Create(TwiceLn2Excess));
        var low = MultiplyAdd(r, Vector256.Create(-S3), Vector256.Create(S2));
        var high = MultiplyAdd(r, Vector256.Create(-S5), Vector256.Create(S4));
        var q = MultiplyAdd(high, r2, low);
        var sum = MultiplyAdd(Vector256<float>.One - r, power, Vector256<float>.One);
        return Vector256<float>.One / MultiplyAdd(q, r2 * power, sum);
    }

    /// <summary>The hyperbolic tangent; odd, and exact for tiny arguments.</summary>
    /// <param name="x">Arguments.</param>
    /// <returns>Values in [−1, 1].</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var sign = x & Vector256.Create(-0f);
        var magnitude = Avx.Min(Vector256.Create(TanhHighest), Vector256.Abs(x));
        var shifted = MultiplyAdd(magnitude, Vector256.Create(2f * Log2E), Vector256.Create(RoundingShift));
        var n = shifted - Vector256.Create(RoundingShift);
        var r = MultiplyAdd(n, Vector256.Create(-HalfLn2), magnitude);
        var power = (shifted.AsInt32() << MantissaBits).AsSingle();

        // (e^2r − 1) / 2 = r + r²·(1 + 4·C3·r + …): the coefficients times powers of two.
        var r2 = r * r;
        var low = MultiplyAdd(r, Vector256.Create(4f * C3), Vector256<float>.One);
        var high = MultiplyAdd(r, Vector256.Create(16f * C5), Vector256.Create(8f * C4));
        high = MultiplyAdd(r2, Vector256.Create(32f * C6), high);
        var q = MultiplyAdd(high, r2, low);
        var scaled = r2 * power;
        var start = MultiplyAdd(r, power, MultiplyAdd(power, Vector256.Create(0.5f), Vector256.Create(-0.5f)));
        var f = MultiplyAdd(q, scaled, start);
        var fPlus1 = MultiplyAdd(q, scaled, start + Vector256<float>.One);
        return (f / fPlus1) | sign;
    }

    /// <summary>max(x, 0); NaN passes through, as in PyTorch.</summary>
    /// <param name="x">Arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> x) => Avx.Max(Vector256<float>.Zero, x);

    /// <summary>1 where x &gt; 0, else 0: the derivative of ReLU.</summary>
    /// <param name="x">Arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Step(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), Vector256<float>.One, Vector256<float>.Zero);

    /// <summary>a·b + c, rounded once.</summary>
    /// <param name="a">Factor.</param>
    /// <param name="b">Factor.</param>
    /// <param name="c">Addend.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Fma.MultiplyAdd(a, b, c);
}
