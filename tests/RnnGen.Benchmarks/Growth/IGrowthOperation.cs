using RnnGen.Benchmarks.Sides;

namespace RnnGen.Benchmarks.Growth;

/// <summary>A call whose memory is of interest too.</summary>
internal interface IGrowthOperation : ITimed
{
    /// <summary>Bytes for intermediate values; weights, gradients and the caller's data are not among them.</summary>
    long WorkspaceBytes { get; }
}
