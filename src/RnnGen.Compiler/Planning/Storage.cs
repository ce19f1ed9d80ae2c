using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Planning;

/// <summary>How long a buffer's rows are kept.</summary>
public enum StorageClass
{
    /// <summary>A row per sample.</summary>
    Batch,

    /// <summary>A row per sample for every step of the current chunk.</summary>
    Chunk,

    /// <summary>A row per sample for every step: what another region reads.</summary>
    Sequence,

    /// <summary>A row for every different token: what another region reads.</summary>
    Unique,
}

/// <summary>One buffer of the arena, shared by all values that take turns in it.</summary>
public sealed class Storage(Dimension columns, string name)
{
    public Dimension Columns { get; } = columns;

    /// <summary>The name in generated code, after the first value that lies here.</summary>
    public string Name { get; internal set; } = name;

    public StorageClass Class { get; internal set; }

    /// <summary>Floats per row of the same class that lie before this buffer.</summary>
    public int Offset { get; internal set; }

    /// <summary>Whether it holds a state: rows of one step more than the steps, the first or last being where it starts.</summary>
    public LoopState? State { get; internal set; }

    /// <summary>First and last node that need the contents.</summary>
    public (int First, int Last) Life { get; internal set; } = (int.MaxValue, int.MinValue);

    public int Stride => Strides.Of(Columns.Size);

    internal void Extend(int first, int last) => Life = (Math.Min(Life.First, first), Math.Max(Life.Last, last));
}

/// <summary>The distance between rows of a plane.</summary>
public static class Strides
{
    private const int Line = 16;

    /// <summary>
    /// Whole cache lines, so that vectors of any width may run over the end of a row; an odd number of them for wide rows, so that
    /// a column does not fall into a few sets of the cache.
    /// </summary>
    public static int Of(int columns)
    {
        var lines = (columns + Line - 1) / Line;
        return (lines >= 8 && lines % 2 == 0 ? lines + 1 : lines) * Line;
    }
}
