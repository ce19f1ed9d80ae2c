using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Limits;

/// <summary>What a call takes at least, in microseconds, for each thing that the machine has to do.</summary>
/// <param name="Fma">The products at the peak of fused multiply-adds.</param>
/// <param name="Cells">The activations of recurrent cells.</param>
/// <param name="Read">Reading the weights.</param>
/// <param name="Kept">Writing what a later part of the call needs, and reading it back.</param>
/// <param name="Chain">The way of the states of one sample from step to step; 0 of several, which fill each other's waiting.</param>
/// <param name="Level">The memory that weights are read from.</param>
internal sealed record Bounds(double Fma, double Cells, double Read, double Kept, double Chain, string Level)
{
    private const int Runs = 20;

    /// <summary>The longest of them, below which no order of the work comes.</summary>
    public (string Name, double Microseconds) Longest =>
        new[] { ("fma", Fma), ("cells", Cells), (Level, Read), ("kept", Kept), ("chain", Chain) }.MaxBy(bound => bound.Item2);

    /// <summary>
    /// Products, then cells, then what is kept: the time of a core on which these do not overlap, or the chain where that takes longer. Weights are read
    /// during products, and those that a single row reads again and again during its own.
    /// </summary>
    /// <param name="ofOneRow">What the products of a single row take, in microseconds.</param>
    /// <param name="ofSeveral">What those of several rows take.</param>
    public double InTurn(double ofOneRow, double ofSeveral)
    {
        var products = ofOneRow > 0 ? Math.Max(ofOneRow, Read) + ofSeveral : Math.Max(ofSeveral, Read);
        return Math.Max(products + Cells + Kept, Chain);
    }

    /// <param name="workload">The network.</param>
    /// <param name="phase">What a call does.</param>
    /// <param name="traffic">The weights that it reads.</param>
    /// <param name="kept">Bytes that a call writes and reads later.</param>
    /// <param name="machine">What the machine can do.</param>
    /// <param name="threads">Threads that share the call.</param>
    public static Bounds Of(Workload workload, Phase phase, WeightTraffic traffic, double kept, MachineLimits machine, int threads)
    {
        var cells = CellWork.Of(workload.WeightsOf(phase), workload.RowsOf(phase));
        var (level, rate) = machine.Holding(traffic, threads);
        return new(
            1e-3 * workload.OwnFlops(phase) / machine.Gflops,
            1e-3 * ((cells.Sigmoids * machine.Sigmoid) + (cells.Tanhs * machine.Tanh)) / threads,
            1e-3 * traffic.Bytes / rate,
            kept == 0 ? 0 : 1e6 * ReadBack.BestSeconds(kept, threads, Runs),
            phase.Batch > 1 ? 0 : 1e-3 * workload.StepsPerCall * StepChain.Nanoseconds(workload.WeightsOf(phase)),
            level.Name);
    }
}
