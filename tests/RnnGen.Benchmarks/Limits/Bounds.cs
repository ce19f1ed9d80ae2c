using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Limits;

/// <summary>What a call takes at least, in microseconds, for each thing that the machine has to do.</summary>
/// <param name="Fma">The products at the peak of fused multiply-adds.</param>
/// <param name="Cells">The activations of recurrent cells.</param>
/// <param name="Read">Reading the weights.</param>
/// <param name="Kept">Writing what a later part of the call needs, and reading it back.</param>
/// <param name="Chain">The way of a state from step to step, forward.</param>
/// <param name="Level">The memory that weights are read from.</param>
internal sealed record Bounds(double Fma, double Cells, double Read, double Kept, double Chain, string Level)
{
    private const int Runs = 20;

    /// <summary>The longest of them, below which no order of the work comes.</summary>
    /// <param name="products">What products take from the nearest cache, in microseconds.</param>
    public (string Name, double Microseconds) Longest(double products) =>
        new[] { ("fma", Fma), ("tile", products), ("cells", Cells), (Level, Read), ("kept", Kept), ("chain", Chain) }.MaxBy(bound => bound.Item2);

    /// <summary>
    /// Recurrent products, during which the weights are read, and cells, or the chain where that takes longer; then the other products and what is kept:
    /// the time of a core on which these do not overlap.
    /// </summary>
    /// <param name="recurrent">What recurrent products take, in microseconds.</param>
    /// <param name="others">What the others take.</param>
    public double InTurn(double recurrent, double others) => Math.Max(Math.Max(recurrent, Read) + Cells, Chain) + others + Kept;

    /// <param name="workload">The network.</param>
    /// <param name="phase">What a call does.</param>
    /// <param name="weights">The weights that it reads.</param>
    /// <param name="traffic">How many bytes of them.</param>
    /// <param name="kept">Bytes that a call writes and reads later.</param>
    /// <param name="machine">What the machine can do.</param>
    /// <param name="threads">Threads that share the call.</param>
    public static Bounds Of(Workload workload, Phase phase, TensorBlock<float> weights, WeightTraffic traffic, double kept, MachineLimits machine, int threads)
    {
        var cells = CellWork.Of(weights, workload.RowsOf(phase));
        var (level, rate) = machine.Holding(traffic, threads);
        return new(
            1e-3 * workload.OwnFlops(phase) / machine.Gflops,
            1e-3 * ((cells.Sigmoids * machine.Sigmoid) + (cells.Tanhs * machine.Tanh)) / threads,
            1e-3 * traffic.Bytes / rate,
            kept == 0 ? 0 : 1e6 * ReadBack.BestSeconds(kept, threads, Runs),
            1e-3 * workload.StepsPerCall * StepChain.Nanoseconds(weights, phase.Kind == PhaseKind.Step),
            level.Name);
    }
}
