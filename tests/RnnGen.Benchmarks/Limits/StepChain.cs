using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Benchmarks.Activations;
using RnnGen.Benchmarks.Workloads;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Limits;

/// <summary>
/// The longest chain of a step in which every operation waits for the one before, from a state to the next: out of memory, a sum over all units, then the
/// cell. No step is faster, whatever else the processor does meanwhile.
/// </summary>
internal static class StepChain
{
    /// <summary>Units of the widest vectors, and those up to which RnnGen takes narrower ones, in which a division is faster.</summary>
    private const int MostLanes = 16, FewUnits = 8;

    /// <summary>Vectors of sums up to which RnnGen's sums have parts side by side.</summary>
    private const int FewSums = 6;

    private static readonly Lazy<Latencies> Wide = new(() => Latencies.Of(Vector512.IsHardwareAccelerated)), Narrow = new(() => Latencies.Of(wide: false));

    /// <summary>
    /// Nanoseconds of a step of the layer for which it is longest, from latencies that are measured: others need not wait for it, since directions are
    /// independent and one layer can be a step behind the other.
    /// </summary>
    /// <param name="weights">Weights in PyTorch's names.</param>
    public static double Nanoseconds(TensorBlock<float> weights) => RecurrentWeights.Of(weights).Max(Nanoseconds);

    private static double Nanoseconds(RecurrentWeights cell)
    {
        var (memory, add, sigmoid, tanh) = (cell.Units > FewUnits ? Wide : Narrow).Value;
        var sums = cell.Gates * ((cell.Units + MostLanes - 1) / MostLanes);
        var parts = sums > FewSums ? 1 : sums == 1 ? 4 : 2;
        var sum = memory + (add * ((cell.Units / parts) + (parts / 2)));
        return cell.Gates switch
        {
            4 => sum + Math.Max(sigmoid, tanh) + (2 * add) + tanh + add, // i∘g, c' = f∘c + i∘g, o∘tanh c'
            3 => sum + sigmoid + add + tanh + (2 * add), // x + r∘h, h' = n + z∘(h − n)
            1 => sum + tanh,
            _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, "No cell has so many gates."),
        };
    }

    /// <summary>Nanoseconds from an argument to its result.</summary>
    private sealed record Latencies(double Memory, double MultiplyAdd, double Sigmoid, double Tanh)
    {
        public static Latencies Of(bool wide) => wide
            ? new(
                ThroughMemory.Latency(wide: true),
                ActivationTime.Latency<Vector512<float>, StepChain.MultiplyAdd>(),
                ActivationTime.Latency<Vector512<float>, Functions.Sigmoid>(),
                ActivationTime.Latency<Vector512<float>, Functions.Tanh>())
            : new(
                ThroughMemory.Latency(wide: false),
                ActivationTime.Latency<Vector256<float>, StepChain.MultiplyAdd>(),
                ActivationTime.Latency<Vector256<float>, Functions.Sigmoid>(),
                ActivationTime.Latency<Vector256<float>, Functions.Tanh>());
    }

    private readonly struct MultiplyAdd : IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>>, IFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.MultiplyAdd(x, Vector512.Create(0.5f), Vector512<float>.One);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.MultiplyAdd(x, Vector256.Create(0.5f), Vector256<float>.One);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.MultiplyAdd(x, Vector128.Create(0.5f), Vector128<float>.One);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Of(float x) => VectorMath.MultiplyAdd(x, 0.5f, 1f);
    }
}
