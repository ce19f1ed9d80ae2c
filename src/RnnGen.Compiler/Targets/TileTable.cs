namespace RnnGen.Compiler.Targets;

/// <summary>A register tile: it holds the sums of some rows and of some vectors of each row.</summary>
/// <param name="Rows">Rows that it takes at once.</param>
/// <param name="Vectors">The most vectors of a row that it accumulates.</param>
public readonly record struct TileSize(int Rows, int Vectors);

/// <summary>Tiles of several heights that take the same vectors of a row, and so follow one another in one method.</summary>
/// <param name="Rows">Rows that they take at once, the most first.</param>
/// <param name="Vectors">Vectors of each of the tiles that a row needs.</param>
public sealed record TileBand(IReadOnlyList<int> Rows, IReadOnlyList<int> Vectors)
{
    /// <summary>Tiles of so many rows have their methods, lower ones theirs: a process that never needs them never compiles them.</summary>
    internal const int Tall = 4;
}

/// <summary>
/// The register tiles of an instruction set, those of most rows first; the last takes one row. A tile should have eight sums and
/// more: two multiply-adds begin in every cycle, and each takes four cycles. And it should have no more than the registers hold
/// beside a vector of weights and the broadcast values, or the other way round: one more would halve the speed. So few rows take many
/// vectors of each, and many rows few.
/// </summary>
public sealed class TileTable
{
    private readonly int _registers;

    private TileTable(int registers, params TileSize[] sizes) => (_registers, Sizes) = (registers, sizes);

    public IReadOnlyList<TileSize> Sizes { get; }

    /// <summary>The table for rows of so many vectors of the widest sort, or of narrower ones where nothing wider fits.</summary>
    /// <param name="lanes">Elements of the widest vector of the instruction set.</param>
    /// <param name="vectors">Vectors of a row.</param>
    public static TileTable For(int lanes, int vectors) => (lanes, vectors) switch
    {
        // 16 registers, and a multiply-add is two instructions.
        (1, _) => new(16, new(2, 4), new(1, 4)),

        // A single vector: rows are all there is.
        (_, 1) => new(lanes == 16 ? 32 : 16, new(8, 1), new(4, 1), new(2, 1), new(1, 1)),

        // 32 registers.
        (16, 2) => new(32, new(8, 2), new(4, 2), new(2, 2), new(1, 2)),
        (16, _) => new(32, new(6, 4), new(4, 4), new(2, 4), new(1, 8)),

        // 16 registers. Six rows of two vectors read a block of weights as one stream, and are faster for it than four of three.
        (8, 3) => new(16, new(4, 3), new(2, 3), new(1, 3)),
        (8, _) => new(16, new(6, 2), new(4, 2), new(2, 6), new(1, 8)),

        // 16 registers for SSE, which needs one for the product besides; 32 for NEON.
        _ => new(16, new(6, 2), new(4, 2), new(2, 4), new(1, 8)),
    };

    /// <summary>The tiles of a row of blocks, from those of most rows on.</summary>
    /// <param name="blocks">Blocks of vectors.</param>
    /// <param name="blockVectors">Vectors of a block, a power of two.</param>
    /// <param name="parts">Parts of every sum, which take as many registers.</param>
    /// <param name="perWord">Left elements of a word, which wait in registers for one another.</param>
    public IEnumerable<TileBand> Bands(int blocks, int blockVectors, int parts, int perWord) =>
        SizesOf(blocks * blockVectors, parts, perWord)
            .Select(size => (size.Rows, Vectors: Split(size, blocks, blockVectors)))
            .GroupBy(tile => (tile.Rows >= TileBand.Tall || IsScalar, string.Join(" ", tile.Vectors)))
            .Select(band => new TileBand([.. band.Select(tile => tile.Rows)], band.First().Vectors));

    /// <summary>The vectors of each of the tiles that a single row needs, if there will never be another.</summary>
    /// <param name="blocks">Blocks of vectors.</param>
    /// <param name="blockVectors">Vectors of a block, a power of two.</param>
    /// <param name="parts">Parts of every sum.</param>
    /// <param name="perWord">Left elements of a word.</param>
    public IReadOnlyList<int> OfOneRow(int blocks, int blockVectors, int parts, int perWord) =>
        Split(SizesOf(blocks * blockVectors, parts, perWord).Last(), blocks, blockVectors);

    private bool IsScalar => Sizes[0].Rows < TileBand.Tall;

    /// <summary>
    /// Sums that have parts, all of which take a register, leave few rows: a tall tile is as near to a square as the vectors of a row allow, and other rows
    /// come one by one. A single vector, as of an output, is not worth more than two rows, and scalar code not more than one.
    /// </summary>
    private IEnumerable<TileSize> SizesOf(int vectors, int parts, int perWord)
    {
        if (parts == 1) return Sizes;
        var sums = _registers * (perWord == 1 ? 3 : 2) / 4 / parts;
        var one = new TileSize(1, sums);
        if (IsScalar) return [one];
        if (vectors == 1) return [new(2, 1), one];
        int[] widths = sums >= 12 ? [4, 3] : sums >= 4 ? [2, 3] : [1];
        var width = widths.Where(w => vectors % w == 0).Append(Math.Min(vectors, widths.Min())).First();
        return sums / width > 1 ? [new(Math.Min(TileBand.Tall, sums / width), width), one] : [one];
    }

    /// <summary>The vectors of a row, dealt out to tiles of a size: whole blocks as evenly as can be, or equal parts of each block.</summary>
    private static IReadOnlyList<int> Split(TileSize size, int blocks, int blockVectors)
    {
        if (blockVectors > size.Vectors)
        {
            var part = 1;
            while (2 * part <= size.Vectors) part *= 2;
            return [.. Enumerable.Repeat(part, blocks * blockVectors / part)];
        }

        var perTile = size.Vectors / blockVectors;
        var tiles = (blocks + perTile - 1) / perTile;
        return [.. Enumerable.Range(0, tiles).Select(t => ((blocks / tiles) + (t < blocks % tiles ? 1 : 0)) * blockVectors)];
    }
}
