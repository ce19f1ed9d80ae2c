using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnGen;

/// <summary>
/// Orthonormal vectors from independent ones. Sums have eight lanes whatever the processor, and no product is fused with an addition,
/// so that the bits are the same everywhere.
/// </summary>
internal static class GramSchmidt
{
    /// <summary>
    /// The modified Gram–Schmidt process, every vector twice: once leaves an error that grows with the condition of the vectors, the second
    /// time removes it (Giraud, Langou and Rozložník, 2005). The result is the Q of the QR decomposition in which R has a positive
    /// diagonal: the lengths by which vectors are divided.
    /// </summary>
    /// <param name="vectors">One vector after the other; they are replaced.</param>
    /// <param name="count">How many, at most <paramref name="length"/>.</param>
    /// <param name="length">Elements of each.</param>
    public static void Orthonormalize(Span<double> vectors, int count, int length)
    {
        for (var i = 0; i < count; i++)
        {
            var vector = vectors.Slice(i * length, length);
            for (var pass = 0; pass < 2; pass++)
            {
                for (var j = 0; j < i; j++)
                {
                    var unit = vectors.Slice(j * length, length);
                    AddScaled(vector, -Dot(unit, vector), unit);
                }
            }

            var norm = Math.Sqrt(Dot(vector, vector));
            foreach (ref var value in vector) value /= norm;
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var lefts = MemoryMarshal.Cast<double, Vector512<double>>(left);
        var rights = MemoryMarshal.Cast<double, Vector512<double>>(right);
        var sums = Vector512<double>.Zero;
        for (var i = 0; i < lefts.Length; i++) sums += lefts[i] * rights[i];
        var sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
        for (var i = lefts.Length * Vector512<double>.Count; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    private static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> vector)
    {
        var targets = MemoryMarshal.Cast<double, Vector512<double>>(target);
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(vector);
        for (var i = 0; i < targets.Length; i++) targets[i] += factor * vectors[i];
        for (var i = targets.Length * Vector512<double>.Count; i < target.Length; i++) target[i] += factor * vector[i];
    }
}
