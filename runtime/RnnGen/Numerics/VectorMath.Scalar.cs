using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

public static unsafe partial class VectorMath
{
    /// <inheritdoc cref="Sigmoid(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x)
    {
        // Comparisons that are false for NaN let it through.
        x = x < SigmoidLowest ? SigmoidLowest : x > SigmoidHighest ? SigmoidHighest : x;
        var shifted = (x * -Log2E) + RoundingShift;
        var n = shifted - RoundingShift;
        var r = (n * Ln2High) + x;
        r = (n * Ln2Low) + r;
        var power = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(shifted) << MantissaBits);

        var r2 = r * r;
        var low = (r * -S3) + S2;
        var high = (r * -S5) + S4;
        var q = (high * r2) + low;
        var sum = ((1f - r) * power) + 1f;
        return 1f / ((q * (r2 * power)) + sum);
    }

    /// <inheritdoc cref="Tanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x)
    {
        var magnitude = MathF.Abs(x);
        magnitude = magnitude > TanhHighest ? TanhHighest : magnitude;
        var shifted = (magnitude * (2f * Log2E)) + RoundingShift;
        var n = shifted - RoundingShift;
        var r = (n * -HalfLn2) + magnitude;
        var power = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(shifted) << MantissaBits);

        var r2 = r * r;
        var low = (r * (4f * C3)) + 1f;
        var high = (r2 * (32f * C6)) + ((r * (16f * C5)) + (8f * C4));
        var q = (high * r2) + low;
        var scaled = r2 * power;
        var start = (r * power) + ((power * 0.5f) - 0.5f);
        var f = (q * scaled) + start;
        var fPlus1 = (q * scaled) + (start + 1f);
        return MathF.CopySign(f / fPlus1, x);
    }

    /// <summary>1 / (1 + e^−x), the logistic function.</summary>
    /// <param name="x">Argument.</param>
    /// <returns>A value in [0, 1].</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sigmoid(double x)
    {
        // e^−|x| cannot overflow.
        var exp = Math.Exp(-Math.Abs(x));
        return (x < 0d ? exp : 1d) / (1d + exp);
    }

    /// <summary>The hyperbolic tangent; odd, and exact for tiny arguments.</summary>
    /// <param name="x">Argument.</param>
    /// <returns>A value in [−1, 1].</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary>max(x, 0); NaN passes through, as in PyTorch.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Relu(float x) => x < 0f ? 0f : x;

    /// <inheritdoc cref="Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Relu(double x) => x < 0d ? 0d : x;

    /// <summary>1 if x &gt; 0, else 0: the derivative of ReLU.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Step(float x) => x > 0f ? 1f : 0f;

    /// <inheritdoc cref="Step(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Step(double x) => x > 0d ? 1d : 0d;

    /// <summary>a·b + c, rounded twice; a fused one may run in software.</summary>
    /// <param name="a">Factor.</param>
    /// <param name="b">Factor.</param>
    /// <param name="c">Addend.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float a, float b, float c) => (a * b) + c;

    /// <inheritdoc cref="MultiplyAdd(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MultiplyAdd(double a, double b, double c) => (a * b) + c;
}
