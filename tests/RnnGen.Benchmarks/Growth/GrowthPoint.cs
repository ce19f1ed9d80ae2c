using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Growth;

/// <summary>One size.</summary>
/// <param name="Value">The extent that grows.</param>
/// <param name="Hidden">Size of the state.</param>
/// <param name="Steps">Steps of a sequence.</param>
/// <param name="Batch">Number of sequences.</param>
internal sealed record GrowthPoint(int Value, int Hidden, int Steps, int Batch)
{
    /// <summary>Operations of a prediction.</summary>
    public double Flops => (double)Batch * Steps * (Workloads.Flops.Lstm(GrowthModels.Features, Hidden) + Workloads.Flops.Dense(Hidden, 1));
}

/// <summary>What a size cost.</summary>
/// <param name="Value">The extent that grows.</param>
/// <param name="Seconds">Median time of a call.</param>
/// <param name="Flops">Operations of a call.</param>
/// <param name="WorkspaceBytes">Memory for intermediate values.</param>
internal sealed record GrowthResult(int Value, double Seconds, double Flops, long WorkspaceBytes)
{
    /// <summary>Picoseconds per operation.</summary>
    public double PicosecondsPerFlop => 1e12 * Seconds / Flops;
}
