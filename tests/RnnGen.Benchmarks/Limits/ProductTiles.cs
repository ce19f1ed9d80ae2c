using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Limits;

/// <summary>
/// The products of a call as fast as tiles take them. The recurrent ones of one sample have a single row, since a step waits for the one before, and so
/// have all of a step of a stream. Others have rows for tiles of several, but for what a layer adds behind a last state, which is little.
/// </summary>
internal sealed class ProductTiles : IDisposable
{
    private readonly (ITile Tile, double Flops) _recurrent, _others;

    /// <param name="workload">The network.</param>
    /// <param name="phase">What a call does.</param>
    /// <param name="weights">The weights that it reads.</param>
    /// <param name="threads">Threads that share the call.</param>
    public ProductTiles(Workload workload, Phase phase, TensorBlock<float> weights, int threads)
    {
        var own = workload.OwnFlops(phase);
        var recurrent = 2 * (phase.Kind is PhaseKind.Train or PhaseKind.ForwardBackward ? Flops.Training : 1) * workload.RowsOf(phase) * RecurrentWeights.Of(weights).Sum(w => w.Length);
        _recurrent = (phase.Batch == 1 ? OfOneRow(phase.Weights, threads) : new RegisterTile(threads), recurrent);
        _others = (phase.Kind == PhaseKind.Step ? OfOneRow(phase.Weights, threads) : new RegisterTile(threads), own - recurrent);
    }

    /// <summary>What to time in turn with the call.</summary>
    public IEnumerable<(string Name, ITimed Operation)> Timed => [(nameof(_recurrent), _recurrent.Tile), (nameof(_others), _others.Tile)];

    /// <summary>Microseconds of the recurrent products and of the others, from the first deciles.</summary>
    public (double Recurrent, double Others) Microseconds(Timing timing)
    {
        return (Of(nameof(_recurrent), _recurrent), Of(nameof(_others), _others));

        double Of(string name, (ITile Tile, double Flops) part) => 1e6 * timing.Sides[name].P10 * part.Flops / part.Tile.Flops;
    }

    public void Dispose()
    {
        _recurrent.Tile.Dispose();
        _others.Tile.Dispose();
    }

    private static ITile OfOneRow(WeightPrecision weights, int threads) => weights switch
    {
        WeightPrecision.Bf16 => new RowTile<Bf16Weights>(threads),
        WeightPrecision.Int8 => new RowTile<Int8Weights>(threads),
        _ => new RowTile<ExactWeights>(threads),
    };
}
