using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>
/// Left elements that a product adds to all its rows before it takes the next: some left operands of one extent, or a part of one. A block
/// of weights is read again for every few rows, so what a pass reads of it should stay in the nearest cache.
/// </summary>
/// <param name="FirstLeft">The first left operand.</param>
/// <param name="Lefts">How many left operands.</param>
/// <param name="FirstColumn">The first column of each that it takes.</param>
/// <param name="Columns">How many columns of each.</param>
/// <param name="Before">Words that each unit has for the passes before.</param>
public sealed record ProductPass(int FirstLeft, int Lefts, int FirstColumn, int Columns, int Before)
{
    /// <summary>Left elements of a pass: 16 KiB of weights in a block of 16 units, half of a common first cache.</summary>
    private const int MostElements = 256;

    /// <summary>The passes over left operands. Each begins with a word of its own, whatever the format.</summary>
    public static IReadOnlyList<ProductPass> Of(IReadOnlyList<Value> lefts, WeightFormat format)
    {
        var passes = new List<ProductPass>();
        var before = 0;
        for (var i = 0; i < lefts.Count;)
        {
            var size = lefts[i].Shape.Columns.Size;
            var count = Math.Max(1, Math.Min(MostElements / size, lefts.Skip(i).TakeWhile(l => l.Shape.Columns.Size == size).Count()));
            var parts = (size + MostElements - 1) / MostElements;
            var columns = parts == 1 ? size : (((size + parts - 1) / parts) + 15) / 16 * 16;
            for (var first = 0; first < size; first += columns)
            {
                passes.Add(new ProductPass(i, count, first, Math.Min(columns, size - first), before));
                before += count * format.Words(Math.Min(columns, size - first));
            }

            i += count;
        }

        return passes;
    }
}
