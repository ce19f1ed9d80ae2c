namespace RnnGen.Compiler.Scheduling;

/// <summary>A run of panels of one shape: each covers <see cref="Vectors"/> × <see cref="Lanes"/> units of every result.</summary>
/// <param name="FirstUnit">The first unit of the first panel.</param>
/// <param name="Count">Number of panels.</param>
/// <param name="Vectors">Vectors of units per result.</param>
/// <param name="Lanes">Units per vector: 16, 8 or 4.</param>
public sealed record PanelRun(int FirstUnit, int Count, int Vectors, int Lanes)
{
    /// <summary>Units that one panel covers.</summary>
    public int Units => Vectors * Lanes;

    /// <summary>Whether it has the widest vectors.</summary>
    public bool IsWide => Lanes == PanelLayout.MostLanes;
}

/// <summary>
/// How the weights of a group lie in memory. A panel covers some units of every result. It has one row of biases, another of scales if its words have any, and then a block
/// for each vector of units: its weights for every left element. The blocks of a wide panel lie one after the other, so that a tile of one reads one
/// stream, and a block is small enough to stay near while all rows pass; those of a narrow one lie side by side. A word of a block may hold the weights of several elements
/// (<see cref="WeightFormat"/>). Units come in vectors of 16; what is left at the end takes a vector of 8 and one of 4, the last padded
/// with zeros, which costs less than padding to 16.
/// </summary>
public sealed class PanelLayout
{
    /// <summary>So many blocks give a single row eight sums side by side in the widest vectors: fewer would wait for one another.</summary>
    private const int BlocksPerPanel = 8;

    /// <summary>Sums of a panel that wait for themselves: two multiply-adds begin in a cycle, and each takes four cycles.</summary>
    private const int FewSums = 6;

    /// <summary>Units of the widest vectors.</summary>
    public const int MostLanes = 16;

    /// <summary>Words of a block of 2 KiB: blocks whole pages apart, or halves of them, would contend for a few sets of the caches.</summary>
    private const int WordsApart = 32;

    private readonly bool _sideBySide, _fewWideSums;

    /// <param name="results">Results side by side.</param>
    /// <param name="units">Units of a result.</param>
    /// <param name="depth">Words of a unit, one for each left element of all terms together or for several of them.</param>
    /// <param name="sideBySide">Whether the blocks of wide panels lie side by side; those of narrow ones always do.</param>
    /// <param name="hasScales">Whether units have scales.</param>
    /// <param name="waitedFor">Whether the next step waits for the results, as in a recurrence.</param>
    public PanelLayout(int results, int units, int depth, bool sideBySide = false, bool hasScales = false, bool waitedFor = false)
    {
        _sideBySide = sideBySide;
        HeadRows = hasScales ? 2 : 1;
        Results = results;
        Depth = !sideBySide && depth % WordsApart == 0 ? depth + 1 : depth;
        var runs = new List<PanelRun>();
        var wide = BlocksPerPanel / results;
        var vectors = VectorsOf(units);
        var full = vectors.Count(v => v == MostLanes);
        var unit = 0;
        Append(runs, ref unit, full / wide, wide, MostLanes);
        if (full % wide > 0) Append(runs, ref unit, 1, full % wide, MostLanes);
        foreach (var lanes in vectors.Skip(full)) Append(runs, ref unit, 1, 1, lanes);
        Runs = runs;
        _fewWideSums = waitedFor && runs.Where(r => r.IsWide).Sum(r => r.Count) == 1;
    }

    public int Results { get; }

    /// <summary>Words of a unit, with one that nobody reads where blocks would lie whole pages apart.</summary>
    public int Depth { get; }

    public IReadOnlyList<PanelRun> Runs { get; }

    /// <summary>Whether there are several panels of a shape, which can be taken in either order.</summary>
    public bool HasSeveral => Runs.Any(r => r.Count > 1);

    /// <summary>Words of all panels together.</summary>
    public int Length => Runs.Sum(r => r.Count * PanelLength(r));

    /// <summary>Rows of numbers before the words: biases, and scales behind them.</summary>
    public int HeadRows { get; }

    /// <summary>Numbers of a row of a panel, one for each unit of every result.</summary>
    public int RowLength(PanelRun run) => Results * run.Units;

    /// <summary>Where the words of a panel begin.</summary>
    public int HeadLength(PanelRun run) => RowLength(run) * HeadRows;

    /// <summary>
    /// Whether the blocks of a panel lie side by side, word by word. Those of a narrow one do, so that a vector of an instruction set can take several.
    /// </summary>
    public bool IsSideBySide(PanelRun run) => _sideBySide || !run.IsWide;

    /// <summary>From a word of a unit to its next.</summary>
    public int WordDistance(PanelRun run) => IsSideBySide(run) ? RowLength(run) : run.Lanes;

    /// <summary>From a block to the next.</summary>
    public int BlockDistance(PanelRun run) => IsSideBySide(run) ? run.Lanes : run.Lanes * Depth;

    /// <summary>
    /// Parts of every sum of a panel. A multiply-add begins long before the one before has ended, so few sums side by side
    /// would wait for themselves: left element k goes to part k modulo their number, and in the end the parts are added in pairs. For a wide panel nobody
    /// waits but a recurrence, unless it has several. The rule is that of the panel, not of an instruction set: a row has the same bits in every tile.
    /// </summary>
    public int PartsOf(PanelRun run) => (Results * run.Vectors) switch
    {
        > FewSums => 1,
        _ when run.IsWide && !_fewWideSums => 1,
        1 => 4,
        _ => 2,
    };

    public int PanelLength(PanelRun run) => RowLength(run) * (HeadRows + Depth);

    /// <summary>The widths of the vectors that so many units take, one after the other.</summary>
    public static IReadOnlyList<int> VectorsOf(int units) =>
    [
        .. Enumerable.Repeat(MostLanes, (units + 3) / MostLanes),
        .. (units % MostLanes) switch
        {
            0 or > 12 => Array.Empty<int>(),
            > 8 => [8, 4],
            > 4 => [8],
            _ => [4],
        },
    ];

    private static void Append(List<PanelRun> runs, ref int unit, int count, int vectors, int lanes)
    {
        if (count == 0) return;
        runs.Add(new PanelRun(unit, count, vectors, lanes));
        unit += count * vectors * lanes;
    }
}
