using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

public static unsafe partial class VectorMath
{
    /// <summary>The square root; NaN for negative numbers.</summary>
    /// <param name="x">Arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sqrt(Vector512<float> x) => Vector512.Sqrt(x);

    /// <summary>|x|.</summary>
    /// <param name="x">Arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Abs(Vector512<float> x) => Vector512.Abs(x);

    /// <summary>−1, 0 or 1 by the sign of x; 0 for NaN, as in PyTorch.</summary>
    /// <param name="x">Arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sign(Vector512<float> x) => Step(x) - Step(-x);

    /// <inheritdoc cref="Flush(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Flush(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(Smallest)), Vector512<float>.Zero, x);

    /// <summary>The larger of two; NaN if either is NaN, as in PyTorch.</summary>
    /// <param name="a">Arguments.</param>
    /// <param name="b">Arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> a, Vector512<float> b) => Vector512.Max(a, b);

    /// <summary>The smaller of two; NaN if either is NaN, as in PyTorch.</summary>
    /// <param name="a">Arguments.</param>
    /// <param name="b">Arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> a, Vector512<float> b) => Vector512.Min(a, b);

    /// <summary>1 where a &gt; b, else 0.</summary>
    /// <param name="a">Arguments.</param>
    /// <param name="b">Arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Greater(Vector512<float> a, Vector512<float> b) => Vector512.GreaterThan(a, b) & Vector512<float>.One;

    /// <summary>a where m is not 0, else b; of the other one not even a NaN is felt.</summary>
    /// <param name="m">The mask; NaN is not 0.</param>
    /// <param name="a">Values where the mask holds.</param>
    /// <param name="b">Values elsewhere.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Select(Vector512<float> m, Vector512<float> a, Vector512<float> b) =>
        Vector512.ConditionalSelect(Vector512.Equals(m, Vector512<float>.Zero), b, a);
}
