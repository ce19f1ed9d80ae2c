using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Limits;

/// <summary>
/// The products of a call as fast as tiles take them. Of one sample the recurrent ones have a single row, since a step waits for the one before, and
/// in a step of a stream all have; everything else has rows for tiles of several.
/// </summary>
internal sealed class ProductTiles : IDisposable
{
    private readonly List<(ITile Tile, double Flops)> _parts = [];
    private readonly ITile _row;
    private readonly RegisterTile _tile;

    public ProductTiles(Workload workload, Phase phase, int threads)
    {
        (_row, _tile) = (RowTile(phase.Weights, threads), new(threads));
        var own = workload.OwnFlops(phase);
        var ofOneRow = phase.Batch > 1 ? 0 : workload.StepsPerCall == 1 ? own : workload.StepsPerCall * FlopsOfRecurrence(workload.WeightsOf(phase));
        if (ofOneRow > 0) _parts.Add((_row, ofOneRow));
        if (ofOneRow < own) _parts.Add((_tile, own - ofOneRow));
    }

    /// <summary>What to time in turn with the call.</summary>
    public IEnumerable<(string Name, ITimed Operation)> Timed => _parts.Select(p => (NameOf(p.Tile), (ITimed)p.Tile));

    /// <summary>Microseconds of the products of a single row and of those of several, from the first deciles.</summary>
    public (double OfOneRow, double OfSeveral) Microseconds(Timing timing)
    {
        return (Of(_row), Of(_tile));

        double Of(ITile tile) => _parts.Where(p => p.Tile == tile).Sum(p => 1e6 * timing.Sides[NameOf(tile)].P10 * p.Flops / tile.Flops);
    }

    public void Dispose()
    {
        _row.Dispose();
        _tile.Dispose();
    }

    private static string NameOf(ITile tile) => tile.GetType().Name;

    private static ITile RowTile(WeightPrecision weights, int threads) => weights switch
    {
        WeightPrecision.Bf16 => new RowTile<Bf16Weights>(threads),
        WeightPrecision.Int8 => new RowTile<Int8Weights>(threads),
        _ => new RowTile<ExactWeights>(threads),
    };

    private static double FlopsOfRecurrence(TensorBlock<float> weights) =>
        weights.Tensors.Where(t => t.Name.Contains(".weight_hh_", StringComparison.Ordinal)).Sum(t => 2.0 * t.Length);
}
