using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

public static unsafe partial class VectorMath
{
    /// <summary>The square root; NaN for negative numbers.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sqrt(float x) => MathF.Sqrt(x);

    /// <inheritdoc cref="Sqrt(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <summary>|x|.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float x) => MathF.Abs(x);

    /// <inheritdoc cref="Abs(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Abs(double x) => Math.Abs(x);

    /// <summary>−1, 0 or 1 by the sign of x; 0 for NaN, as in PyTorch.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sign(float x) => x > 0f ? 1f : x < 0f ? -1f : 0f;

    /// <inheritdoc cref="Sign(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sign(double x) => x > 0d ? 1d : x < 0d ? -1d : 0d;

    /// <summary>
    /// x, or 0 where |x| &lt; 2⁻¹⁰⁰ (in double precision 2⁻⁹⁶⁰). What is left may be multiplied by two numbers as small as 2⁻¹³ without
    /// becoming subnormal; arithmetic with subnormal numbers takes many processors far longer.
    /// </summary>
    /// <param name="x">Argument; NaN passes through.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Flush(float x) => MathF.Abs(x) < Smallest ? 0f : x;

    /// <inheritdoc cref="Flush(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Flush(double x) => Math.Abs(x) < SmallestDouble ? 0d : x;

    /// <summary>The larger of two; NaN if either is NaN, as in PyTorch.</summary>
    /// <param name="a">Argument.</param>
    /// <param name="b">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float a, float b) => MathF.Max(a, b);

    /// <inheritdoc cref="Max(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(double a, double b) => Math.Max(a, b);

    /// <summary>The smaller of two; NaN if either is NaN, as in PyTorch.</summary>
    /// <param name="a">Argument.</param>
    /// <param name="b">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float a, float b) => MathF.Min(a, b);

    /// <inheritdoc cref="Min(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Min(double a, double b) => Math.Min(a, b);

    /// <summary>1 if a &gt; b, else 0.</summary>
    /// <param name="a">Argument.</param>
    /// <param name="b">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Greater(float a, float b) => a > b ? 1f : 0f;

    /// <inheritdoc cref="Greater(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Greater(double a, double b) => a > b ? 1d : 0d;

    /// <summary>a if m is not 0, else b; of the other one not even a NaN is felt.</summary>
    /// <param name="m">The mask; NaN is not 0.</param>
    /// <param name="a">Value where the mask holds.</param>
    /// <param name="b">Value elsewhere.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Select(float m, float a, float b) => m != 0f ? a : b;

    /// <inheritdoc cref="Select(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Select(double m, double a, double b) => m != 0d ? a : b;
}
