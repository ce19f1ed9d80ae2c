using RnnGen.Benchmarks.Sides;

namespace RnnGen.Benchmarks.Limits;

/// <summary>Products as fast as registers and the nearest cache let them be.</summary>
internal interface ITile : ITimed
{
    /// <summary>Floating-point operations of a call, all threads together.</summary>
    double Flops { get; }
}
