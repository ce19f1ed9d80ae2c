using System.ComponentModel;

namespace RnnGen.Numerics;

/// <summary>
/// The memory of a workspace, in four parts by how many rows their buffers have: a row per sample; a row per sample and step of a
/// chunk; a row per sample and step of the whole sequence; a row for every different token. A buffer begins at its offset, in elements per row, times the rows.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct Arena<T>
    where T : unmanaged
{
    /// <summary>Steps that a chunk has at least: threads share the steps of a chunk.</summary>
    public const int LeastSteps = 4;

    /// <summary>Divides memory of <see cref="Length"/> elements.</summary>
    /// <param name="memory">The first element, aligned to 64 bytes.</param>
    /// <param name="sequence">Elements per row of the buffers that keep whole sequences.</param>
    /// <param name="chunk">Elements per row of the buffers that keep a chunk.</param>
    /// <param name="maxBatch">Largest batch.</param>
    /// <param name="maxSteps">Largest number of steps.</param>
    /// <param name="chunkRows">Rows that a chunk aims at.</param>
    /// <param name="unique">Elements per row of the buffers that keep different tokens.</param>
    /// <param name="mostUnique">How many different tokens there are at the most.</param>
    public Arena(T* memory, int sequence, int chunk, int maxBatch, int maxSteps, int chunkRows, int unique = 0, int mostUnique = 0)
    {
        SequenceRows = ((nint)maxSteps + 1) * maxBatch;
        ChunkRows = RowsOfChunk(maxBatch, maxSteps, chunkRows);
        BatchRows = maxBatch;
        Sequence = memory;
        Chunk = Sequence + (sequence * SequenceRows);
        UniqueRows = RowsOfUnique(maxBatch, maxSteps, mostUnique);
        Unique = Chunk + (chunk * ChunkRows);
        Batch = Unique + (unique * UniqueRows);
    }

    /// <summary>Buffers that keep a row per sample and step; states have rows for one step more.</summary>
    public T* Sequence { get; }

    /// <summary>Buffers that keep a row per sample and step of one chunk; states have rows for one step more.</summary>
    public T* Chunk { get; }

    /// <summary>Buffers with a row for every different token.</summary>
    public T* Unique { get; }

    /// <summary>Buffers with a row per sample.</summary>
    public T* Batch { get; }

    /// <summary>Rows of the buffers in <see cref="Sequence"/>.</summary>
    public nint SequenceRows { get; }

    /// <summary>Rows of the buffers in <see cref="Chunk"/>.</summary>
    public nint ChunkRows { get; }

    /// <summary>Rows of the buffers in <see cref="Unique"/>.</summary>
    public nint UniqueRows { get; }

    /// <summary>Rows of the buffers in <see cref="Batch"/>.</summary>
    public nint BatchRows { get; }

    /// <summary>Elements that an arena takes.</summary>
    /// <param name="sequence">Elements per row of the buffers that keep whole sequences.</param>
    /// <param name="chunk">Elements per row of the buffers that keep a chunk.</param>
    /// <param name="batch">Elements per row of the buffers that keep a row per sample.</param>
    /// <param name="maxBatch">Largest batch.</param>
    /// <param name="maxSteps">Largest number of steps.</param>
    /// <param name="chunkRows">Rows that a chunk aims at.</param>
    /// <param name="unique">Elements per row of the buffers that keep different tokens.</param>
    /// <param name="mostUnique">How many different tokens there are at the most.</param>
    /// <exception cref="ArgumentOutOfRangeException">The arena would exceed two billion elements.</exception>
    public static int Length(int sequence, int chunk, int batch, int maxBatch, int maxSteps, int chunkRows, int unique = 0, int mostUnique = 0)
    {
        var elements = (sequence * ((Int128)maxSteps + 1) * maxBatch) + ((Int128)chunk * RowsOfChunk(maxBatch, maxSteps, chunkRows)) + ((Int128)batch * maxBatch)
            + ((Int128)unique * RowsOfUnique(maxBatch, maxSteps, mostUnique));
        return elements <= int.MaxValue
            ? (int)elements
            : throw new ArgumentOutOfRangeException(
                nameof(maxBatch), maxBatch, $"A workspace for {maxBatch} samples of {maxSteps} steps would hold {elements} numbers, and {int.MaxValue} are the most: make one for fewer samples or steps.");
    }

    /// <summary>The last step of different tokens may be filled up with as many rows as there are samples, less one.</summary>
    private static nint RowsOfUnique(int maxBatch, int maxSteps, int mostUnique) => (nint)Math.Min(mostUnique, (long)maxSteps * maxBatch) + maxBatch;

    private static nint RowsOfChunk(int maxBatch, int maxSteps, int chunkRows) =>
        (nint)Math.Min(Math.Max(chunkRows, (long)LeastSteps * maxBatch), (long)maxSteps * maxBatch) + maxBatch;
}
