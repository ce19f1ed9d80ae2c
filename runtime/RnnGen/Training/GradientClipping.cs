using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Training;

/// <summary>The global norm of gradients, and clipping by it (PyTorch's <c>clip_grad_norm_</c>).</summary>
public static class GradientClipping
{
    /// <summary>
    /// The Euclidean norm of all gradients together. Squares are summed in double precision, in sixteen sums that a fixed tree
    /// joins: the same bits on every machine, and finite if and only if every gradient is.
    /// </summary>
    /// <param name="gradients">All gradients.</param>
    public static double Norm(TensorBlock<float> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        var (lower, upper) = (Vector512<double>.Zero, Vector512<double>.Zero);
        foreach (var g in MemoryMarshal.Cast<float, Vector512<float>>(gradients.Padded))
        {
            // A float squared fits a double, so that a fused multiply-add would change nothing.
            var (low, high) = Vector512.Widen(g);
            lower += low * low;
            upper += high * high;
        }

        var sum = lower + upper;
        return Math.Sqrt(((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7])));
    }

    /// <summary>
    /// Scales all gradients by <c>min(1, maxNorm/(norm + 1e-6))</c>, as PyTorch does: a norm of exactly <paramref name="maxNorm"/> still
    /// shrinks by the 1e-6. Where a gradient is not finite nothing is scaled, and the norm returned is not finite.
    /// </summary>
    /// <param name="gradients">All gradients.</param>
    /// <param name="maxNorm">The largest norm allowed, positive.</param>
    /// <returns>The norm before clipping.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is not positive.</exception>
    public static double ClipNorm(TensorBlock<float> gradients, double maxNorm)
    {
        if (!(maxNorm > 0)) throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, "Has to be positive.");
        var norm = Norm(gradients);
        if (!double.IsFinite(norm)) return norm;
        var coefficient = new Vector<float>((float)Math.Min(1, maxNorm / (norm + 1e-6)));
        foreach (ref var g in MemoryMarshal.Cast<float, Vector<float>>(gradients.Padded)) g *= coefficient;
        return norm;
    }
}
