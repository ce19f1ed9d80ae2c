using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RnnGen.Numerics;

namespace RnnGen.Training;

/// <summary>
/// The global norm of gradients, and clipping by it (PyTorch's <c>clip_grad_norm_</c>). Cheapest is one reading for <see cref="Norm"/>, whose
/// <see cref="Coefficient"/> the pass of <see cref="Optimizer.Step"/> then applies; <see cref="ClipNorm"/> changes the gradients themselves.
/// </summary>
public static unsafe class GradientClipping
{
    /// <summary>Blocks of gradients that are summed each on its own, at the most.</summary>
    private const int MaxBlocks = 256;

    private static readonly int Line = Vector512<float>.Count;

    /// <summary>
    /// The Euclidean norm of all gradients together. Squares are summed in double precision: in fixed blocks, each in sixteen sums that a
    /// fixed tree joins, and the blocks in order. So the bits are the same on every machine and for any number of threads, and the norm is finite
    /// if and only if every gradient is.
    /// </summary>
    /// <param name="gradients">All gradients.</param>
    /// <param name="threads">How many threads at the most do it together, positive, see <see cref="ModelWorkspace.Threads"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is not positive.</exception>
    public static double Norm(TensorBlock<float> gradients, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        var length = gradients.Padded.Length;
        var block = ((length / Line) + MaxBlocks - 1) / MaxBlocks * Line;
        var sums = stackalloc double[MaxBlocks];
        var call = new Call(gradients.Pointer, length, block, sums);
        ThreadTeam.Run(threads, &Call.Run, &call);
        GC.KeepAlive(gradients);
        double sum = 0;
        for (var i = 0; i < call.Blocks; i++) sum += sums[i];
        return Math.Sqrt(sum);
    }

    /// <summary>
    /// What clipping multiplies gradients by: <c>min(1, maxNorm/(norm + 1e-6))</c>, as PyTorch does: a norm of exactly
    /// <paramref name="maxNorm"/> still shrinks by the 1e-6. 1 for a norm that is not finite, with which no step should be taken.
    /// </summary>
    /// <param name="norm">The norm of all gradients.</param>
    /// <param name="maxNorm">The largest norm allowed, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is not positive.</exception>
    public static double Coefficient(double norm, double maxNorm)
    {
        if (!(maxNorm > 0)) throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, "Has to be positive.");
        return double.IsFinite(norm) ? Math.Min(1, maxNorm / (norm + 1e-6)) : 1;
    }

    /// <summary>
    /// Multiplies all gradients by their <see cref="Coefficient"/>. Where a gradient is not finite nothing is multiplied, and the norm returned
    /// is not finite.
    /// </summary>
    /// <param name="gradients">All gradients.</param>
    /// <param name="maxNorm">The largest norm allowed, positive.</param>
    /// <returns>The norm before clipping.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is not positive.</exception>
    public static double ClipNorm(TensorBlock<float> gradients, double maxNorm)
    {
        var norm = Norm(gradients);
        var coefficient = (float)Coefficient(norm, maxNorm);
        if (coefficient == 1) return norm;
        foreach (ref var g in MemoryMarshal.Cast<float, Vector<float>>(gradients.Padded)) g *= new Vector<float>(coefficient);
        return norm;
    }

    /// <summary>The sum of the squares of some whole cache lines.</summary>
    private static double Squares(ReadOnlySpan<float> gradients)
    {
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var halves = MemoryMarshal.Cast<float, Vector256<float>>(gradients);
        for (var i = 0; i + 1 < halves.Length; i += 2)
        {
            // A float squared fits a double, so that a fused multiply-add would change nothing.
            var (g0, g1) = Vector256.Widen(halves[i]);
            var (g2, g3) = Vector256.Widen(halves[i + 1]);
            s0 += g0 * g0;
            s1 += g1 * g1;
            s2 += g2 * g2;
            s3 += g3 * g3;
        }

        var sum = (s0 + s2) + (s1 + s3);
        return (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }

    /// <summary>The sums of all blocks, for the threads that compute them together.</summary>
    private readonly struct Call(float* gradients, int length, int block, double* sums)
    {
        public int Blocks => block == 0 ? 0 : (length + block - 1) / block;

        public static void Run(void* call, Worker worker) => ((Call*)call)->Run(worker);

        private void Run(Worker worker)
        {
            var (first, count) = worker.Share(Blocks);
            for (var i = first; i < first + count; i++)
            {
                var start = i * block;
                sums[i] = Squares(new ReadOnlySpan<float>(gradients + start, Math.Min(block, length - start)));
            }
        }
    }
}
