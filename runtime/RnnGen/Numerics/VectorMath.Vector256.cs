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
        var c = Constants.Address();
        x = Avx.Min(Vector256.Create(c->SigmoidHighest), Avx.Max(Vector256.Create(c->SigmoidLowest), x));
        var shift = Vector256.Create(c->RoundingShift);
        var shifted = MultiplyAdd(x, Vector256.Create(c->MinusLog2E), shift);
        var n = shifted - shift;
        var r = MultiplyAdd(n, Vector256.Create(c->Ln2), x);
        var power = (shifted.AsInt32() << MantissaBits).AsSingle();

        var r2 = MultiplyAdd(r, r, n * Vector256.Create(c->TwiceLn2Excess));
        var low = MultiplyAdd(r, Vector256.Create(c->MinusS3), Vector256.Create(c->S2));
        var high = MultiplyAdd(r, Vector256.Create(c->MinusS5), Vector256.Create(c->S4));
        var q = MultiplyAdd(high, r2, low);
        var one = Vector256.Create(c->One);
        var sum = MultiplyAdd(one - r, power, one);
        return one / MultiplyAdd(q, r2 * power, sum);
    }

    /// <summary>The hyperbolic tangent; odd, and exact for tiny arguments.</summary>
    /// <param name="x">Arguments.</param>
    /// <returns>Values in [−1, 1].</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var c = Constants.Address();
        var signBit = Vector256.Create(c->SignBit);
        var sign = x & signBit;
        var magnitude = Avx.Min(Vector256.Create(c->TanhHighest), Avx.AndNot(signBit, x));
        var shift = Vector256.Create(c->RoundingShift);
        var shifted = MultiplyAdd(magnitude, Vector256.Create(c->TwiceLog2E), shift);
        var n = shifted - shift;
        var r = MultiplyAdd(n, Vector256.Create(c->MinusHalfLn2), magnitude);
        var power = (shifted.AsInt32() << MantissaBits).AsSingle();

        // (e^2r − 1) / 2 = r + r²·(1 + 4·C3·r + …): the coefficients times powers of two.
        var r2 = r * r;
        var one = Vector256.Create(c->One);
        var low = MultiplyAdd(r, Vector256.Create(c->C3Times4), one);
        var high = MultiplyAdd(r, Vector256.Create(c->C5Times16), Vector256.Create(c->C4Times8));
        high = MultiplyAdd(r2, Vector256.Create(c->C6Times32), high);
        var q = MultiplyAdd(high, r2, low);
        var scaled = r2 * power;
        var start = MultiplyAdd(r, power, MultiplyAdd(power, Vector256.Create(c->Half), Vector256.Create(c->MinusHalf)));
        var f = MultiplyAdd(q, scaled, start);
        var fPlus1 = MultiplyAdd(q, scaled, start + one);
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
