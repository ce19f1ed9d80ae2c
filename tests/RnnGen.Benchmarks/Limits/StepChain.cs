using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Benchmarks.Activations;
using RnnGen.Benchmarks.Workloads;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Limits;

/// <summary>
/// The longest chain of a step in which every operation waits for the one before, from a state to the next: a sum over all units, then the cell. No step
/// is faster, whatever else the processor does meanwhile.
/// </summary>
internal static class StepChain
{
    /// <summary>Units up to which RnnGen's sums have two parts side by side, since there are few of them.</summary>
    private const int FewUnits = 8;

    private static readonly Lazy<(double MultiplyAdd, double Sigmoid, double Tanh)> Latencies = new(() =>
        (ActivationTime.Latency<MultiplyAdd>(), ActivationTime.Latency<Functions.Sigmoid>(), ActivationTime.Latency<Functions.Tanh>()));

    /// <summary>Nanoseconds of a step of all recurrent layers, one after the other, from latencies that are measured.</summary>
    /// <param name="weights">Weights in PyTorch's names.</param>
    public static double Nanoseconds(TensorBlock<float> weights) =>
        weights.Tensors.Where(t => t.Name.Contains(".weight_hh_", StringComparison.Ordinal)).Sum(t => Nanoseconds(t.Shape[0] / t.Shape[1], t.Shape[1]));

    private static double Nanoseconds(int gates, int units)
    {
        var (add, sigmoid, tanh) = Latencies.Value;
        var sum = add * (units <= FewUnits ? (units / 2) + 1 : units);
        return gates switch
        {
            4 => sum + Math.Max(sigmoid, tanh) + (2 * add) + tanh + add, // i∘g, c' = f∘c + i∘g, o∘tanh c'
            3 => sum + sigmoid + add + tanh + (2 * add), // x + r∘h, h' = n + z∘(h − n)
            _ => sum + tanh,
        };
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
