using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Benchmarks.Activations;
using RnnGen.Benchmarks.Workloads;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Limits;

/// <summary>
/// The longest chain of a step in which every operation waits for the one before, from a state to the next: out of memory in a stream, a sum over all
/// units, then the cell. No step that adds in RnnGen's order is faster, whatever else the processor does meanwhile.
/// </summary>
internal static class StepChain
{
    /// <summary>Units of the widest vectors, and the vectors of sums of a panel.</summary>
    private const int MostLanes = 16, MostSums = 8;

    /// <summary>Vectors of sums up to which RnnGen's sums have parts side by side.</summary>
    private const int FewSums = 6;

    private static readonly ConcurrentDictionary<int, Latencies> Measured = [];

    /// <summary>
    /// Nanoseconds of a step of the layer for which it is longest, from latencies that are measured: others need not wait for it, since directions are
    /// independent and one layer can be a step behind the other.
    /// </summary>
    /// <param name="weights">Weights in PyTorch's names.</param>
    /// <param name="isStream">Whether the caller holds the state in memory.</param>
    public static double Nanoseconds(TensorBlock<float> weights, bool isStream) => RecurrentWeights.Of(weights).Max(cell => Nanoseconds(cell, isStream));

    /// <summary>A sum over all units of the widest vectors, or of the only ones: of others there are fewer side by side, which have more parts.</summary>
    private static double Nanoseconds(RecurrentWeights cell, bool isStream)
    {
        var wide = (cell.Units + 3) / MostLanes; // Up to 12 units of a rest are narrower vectors.
        var (memory, add, sigmoid, tanh) = Measured.GetOrAdd(wide > 0 ? MostLanes : cell.Units > 4 ? 8 : 4, Latencies.Of);
        var sums = cell.Gates * Math.Max(1, Math.Min(wide, MostSums / cell.Gates));
        var parts = sums > FewSums || wide > MostSums / cell.Gates ? 1 : sums == 1 ? 4 : 2;
        var sum = (isStream ? memory : 0) + (add * ((cell.Units / parts) + (parts / 2)));
        return cell.Gates switch
        {
            4 => sum + Math.Max(sigmoid, tanh) + (2 * add) + tanh + add, // i∘g, c' = f∘c + i∘g, o∘tanh c'
            3 => sum + sigmoid + add + tanh + (2 * add), // x + r∘h, h' = n + z∘(h − n)
            1 => sum + tanh,
            _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, "No cell has so many gates."),
        };
    }

    /// <summary>Nanoseconds from an argument to its result. Sums and products take as long as a multiply-add, which most of them are.</summary>
    private sealed record Latencies(double Memory, double MultiplyAdd, double Sigmoid, double Tanh)
    {
        /// <param name="lanes">Numbers of a vector.</param>
        public static Latencies Of(int lanes) => new(
            ActivationTime.Latency<ThroughMemory>(lanes),
            ActivationTime.Latency<StepChain.MultiplyAdd>(lanes),
            ActivationTime.Latency<Functions.Sigmoid>(lanes),
            ActivationTime.Latency<Functions.Tanh>(lanes));
    }

    private readonly struct MultiplyAdd : IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.MultiplyAdd(x, Vector512.Create(0.5f), Vector512<float>.One);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.MultiplyAdd(x, Vector256.Create(0.5f), Vector256<float>.One);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.MultiplyAdd(x, Vector128.Create(0.5f), Vector128<float>.One);
    }
}
