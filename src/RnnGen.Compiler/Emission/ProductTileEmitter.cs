using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// The inner loop of matrix products: a register tile of rows × vectors holds the sums, so that a loaded weight serves several rows
/// and a loaded left value several vectors. Every sum, or every part of it, runs over its terms in ascending order, whatever the tile:
/// the same bits for any number of rows.
/// </summary>
/// <param name="heights">Rows that a tile takes, the most first.</param>
/// <param name="width">Vectors of each row.</param>
/// <param name="blockVectors">Vectors of a row of a block of weights.</param>
/// <param name="parts">Parts of every sum.</param>
/// <param name="vector">How vectors are written.</param>
/// <param name="format">How weights are stored.</param>
/// <param name="byElement">See <see cref="Target.ByElement"/>.</param>
/// <param name="ahead">See <see cref="ProductShape.Ahead"/>; tiles that are not unrolled, or read one block, leave it.</param>
internal sealed class ProductTileEmitter(IReadOnlyList<int> heights, int width, int blockVectors, int parts, VectorText vector, WeightFormat format, string byElement, bool ahead)
{
    private readonly string _real = vector.Element;
    private readonly WeightText _weights = WeightText.Of(format, vector);

    /// <summary><c>Tile6And4x2w8Of16</c>: rows, vectors of a row and their lanes, those of a block that holds several vectors, parts of sums, and whether it fetches weights ahead.</summary>
    public string Name => "Tile" + string.Join("And", heights.Select(Literal.Of)) + $"x{Literal.Of(width)}w{Literal.Of(vector.Lanes)}"
        + (blockVectors > 1 ? "Of" + Literal.Of(BlockLanes) : "") + (parts > 1 ? "In" + Literal.Of(parts) : "") + (IsAhead ? "Ahead" : "");

    /// <summary>Blocks that a tile reads, each a stream of its own.</summary>
    public int Blocks => Math.Max(1, width / blockVectors);

    /// <summary>Whether it fetches the weights that come next.</summary>
    public bool IsAhead => heights.Any(Fetches);

    private bool Fetches(int rows) => ahead && Blocks > 1 && Unrolled(rows) > 1;

    private int BlockLanes => blockVectors * vector.Lanes;

    public void Emit(SourceWriter writer)
    {
        var ports = Enumerable.Range(0, width).Select(c => $", {_real}* start{Literal.Of(c)}, int step{Literal.Of(c)}, {_real}* result{Literal.Of(c)}");
        writer.Gap().Summary($"Tiles of {string.Join(", ", heights.Select(Literal.Of))} row(s) × {Literal.Of(width)} vector(s) of {Literal.Of(vector.Lanes)}; returns the first row it leaves.");
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\nprivate static int {Name}({_real}** left, int terms, int depth, int leftStride, "
            + $"{_real}* weights{(Blocks > 1 ? ", int blockLength" : "")}{(IsAhead ? $", {_real}* ahead" : "")}{(format.HasScales ? $", {_real}* scales" : "")}, int row, int rows, int stride{string.Concat(ports)})"))
        {
            foreach (var height in heights)
            {
                // Eight rows are two tiles of four rather than six and two.
                var but = height == 6 ? " && rows - row != 8" : "";
                using (writer.Open($"for (; rows - row >= {Literal.Of(height)}{but}; row += {Literal.Of(height)})"))
                {
                    EmitRows(writer, height);
                }
            }

            writer.Line("return row;");
        }
    }

    private static string Sum(int r, int c, int part = 0) => $"s{Literal.Of(r)}{Literal.Of(c)}{VectorText.Part(part)}";

    private static string Row(int r) => r == 0 ? "row" : $"(row + {Literal.Of(r)})";

    /// <summary>What a sum is added to.</summary>
    private string Start(int r, int c) => vector.Load("start" + Literal.Of(c), $"(nint){Row(r)} * step{Literal.Of(c)}");

    /// <summary>The scales of a vector of units, if its words have any.</summary>
    private string Scale(int c) => vector.Load("scales", c == 0 ? "" : Literal.Of(c * vector.Lanes));

    /// <summary>The words of a vector that lie so many words ahead.</summary>
    private string Words(int rows, int c, int words) =>
        _weights.Load("w" + Literal.Of(c / blockVectors), Place(rows, (words * BlockLanes) + (c % blockVectors * vector.Lanes)));

    /// <summary>So many elements behind where a block is read.</summary>
    private string Place(int rows, int elements) => (IsIndexed(rows), elements) switch
    {
        (true, 0) => "at",
        (true, > 0) => $"at + {Literal.Of(elements)}",
        (true, _) => $"at - {Literal.Of(-elements)}",
        (false, 0) => "",
        _ => Literal.Of(elements),
    };

    private string LeftOf(int r, LeftElement element) => vector.Broadcast($"a{Literal.Of(r)}[{element.Index}]");

    /// <summary>
    /// Tiles that are unrolled count the way in their blocks once for all of them. In others a multiply-add takes its weights from memory, and an index would
    /// make two instructions of it.
    /// </summary>
    private bool IsIndexed(int rows) => Unrolled(rows) > 1;

    private string AdvanceBy(int rows, int words, string separator) => IsIndexed(rows) ? $"at += {Literal.Of(words * BlockLanes)}"
        : string.Join(separator, Enumerable.Range(0, Blocks).Select(b => $"w{Literal.Of(b)} += {Literal.Of(words * BlockLanes)}"));

    private void EmitRows(SourceWriter writer, int rows)
    {
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < width; c++)
                writer.Line($"{vector.Type} {Sum(r, c)} = {_weights.Begin(Start(r, c))}{string.Concat(Enumerable.Range(1, parts - 1).Select(p => $", {Sum(r, c, p)} = {vector.Zero}"))};");
        }

        writer.Line($"{_real}* w0 = weights;");
        for (var b = 1; b < Blocks; b++) writer.Line($"{_real}* w{Literal.Of(b)} = &w{Literal.Of(b - 1)}[blockLength];");

        // Each of the first tiles fetches one block of what comes next; those after them fetch the last once more.
        if (Fetches(rows)) writer.Line($"{_real}* next = &ahead[Math.Min(row / {Literal.Of(rows)}, {Literal.Of(Blocks - 1)}) * (nint)blockLength];");
        if (TurnOf(rows) > 1) writer.Line($"nint lastTurn = depth - {Literal.Of(TurnOf(rows) - 1)};");
        if (IsIndexed(rows)) writer.Line("nint at = 0;");
        using (writer.Open("for (int term = 0; term < terms; term++)"))
        {
            writer.Line($"{_real}* a0 = &left[term][(nint)row * leftStride];");
            for (var r = 1; r < rows; r++) writer.Line($"{_real}* a{Literal.Of(r)} = &a{Literal.Of(r - 1)}[leftStride];");
            EmitTerm(writer, rows);
        }

        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < width; c++) writer.Line(vector.Store("result" + Literal.Of(c), $"(nint){Row(r)} * stride", _weights.End(VectorText.Total(p => Sum(r, c, p), parts), Scale(c), Start(r, c))));
        }
    }

    /// <summary>
    /// As many left values at once as sums have parts and words have elements, or as are unrolled. Those that are left over go to the first parts, and leave the rest of
    /// a word unread.
    /// </summary>
    private void EmitTerm(SourceWriter writer, int rows)
    {
        var turn = TurnOf(rows);
        var looped = turn == 1 && byElement.Length == 0;
        if (!looped) writer.Line("nint k = 0;");
        if (byElement.Length > 0) EmitByElement(writer, rows);
        if (turn == 1)
        {
            using (writer.Open($"for ({(looped ? "nint k = 0" : "")}; k < depth; k++, {AdvanceBy(rows, 1, ", ")})")) EmitElements(writer, rows, [new("k", 0, 0, 0)]);
            return;
        }

        using (writer.Open($"for (; k < lastTurn; k += {Literal.Of(turn)}, {AdvanceBy(rows, turn / _weights.PerWord, ", ")})"))
        {
            for (var line = 0; Fetches(rows) && line < turn * BlockLanes; line += CacheLine.Length) writer.Line($"VectorMath.Prefetch({VectorText.At("next", Place(rows, line))});");
            EmitElements(writer, rows, [.. Enumerable.Range(0, turn).Select(k => new LeftElement(k == 0 ? "k" : $"k + {Literal.Of(k)}", k / _weights.PerWord, k % _weights.PerWord, k % parts))]);
        }

        for (var k = 0; k < turn - 1; k++)
        {
            var place = k % _weights.PerWord;
            using (writer.Open("if (k < depth)"))
            {
                // The first element of a word has passed it.
                EmitElements(writer, rows, [new("k", place == 0 ? 0 : -1, place, k % parts)]);
                writer.Line((place == 0 ? AdvanceBy(rows, 1, "; ") + ";\n" : "") + "k++;");
            }
        }
    }

    private int TurnOf(int rows) => Math.Max(Unrolled(rows), Math.Max(parts, _weights.PerWord));

    /// <summary>
    /// Left values of a turn where nothing else asks for several. Tiles of many rows wait for multiply-adds; what a turn counts and moves passes
    /// the front end with them, and where two threads share a core, that is what they wait for.
    /// </summary>
    private int Unrolled(int rows) => rows >= 4 && vector.Lanes > 1 && byElement.Length == 0 ? 2 : 1;

    /// <summary>A load brings a vector of left values of a row, and each multiply-add takes one of them. What is left over goes the way of all others.</summary>
    private void EmitByElement(SourceWriter writer, int rows)
    {
        var (turn, type) = (vector.Lanes, _weights.Type + " ");
        using (writer.Open($"for (; {byElement} && k < depth - {Literal.Of(turn - 1)}; k += {Literal.Of(turn)}, {AdvanceBy(rows, turn / _weights.PerWord, ", ")})"))
        {
            for (var r = 0; r < rows; r++) writer.Line($"{vector.Type} b{Literal.Of(r)} = {vector.Load("a" + Literal.Of(r), "k")};");
            for (var k = 0; k < turn; k++)
            {
                var (word, place) = (k / _weights.PerWord, k % _weights.PerWord);
                for (var c = 0; place == 0 && c < width; c++) writer.Line($"{(k == 0 ? type : "")}v{Literal.Of(c)} = {Words(rows, c, word)};");
                for (var r = 0; r < rows; r++)
                {
                    for (var c = 0; c < width; c++)
                        writer.Line($"{Sum(r, c, k % parts)} = VectorMath.MultiplyAddElement(b{Literal.Of(r)}, {Literal.Of(k)}, {_weights.Weights("v" + Literal.Of(c), place)}, {Sum(r, c, k % parts)});");
                }
            }
        }
    }

    private void EmitElements(SourceWriter writer, int rows, IReadOnlyList<LeftElement> elements)
    {
        if (rows < width) EmitByVectors(writer, rows, elements);
        else EmitByRows(writer, rows, elements);
    }

    /// <summary>The weights stay in registers, a left value at a time serves them all.</summary>
    private void EmitByRows(SourceWriter writer, int rows, IReadOnlyList<LeftElement> elements)
    {
        var type = vector.Type + " ";
        foreach (var element in elements)
        {
            for (var c = 0; c < width; c++) writer.Line($"{type}v{Literal.Of(c)} = {_weights.Weights(Words(rows, c, element.Word), element.Place)};");
            for (var r = 0; r < rows; r++)
            {
                writer.Line($"{(r == 0 ? type : "")}a = {LeftOf(r, element)};");
                for (var c = 0; c < width; c++) writer.Line($"{Sum(r, c, element.Part)} = VectorMath.MultiplyAdd(a, v{Literal.Of(c)}, {Sum(r, c, element.Part)});");
            }

            type = "";
        }
    }

    /// <summary>The left values stay in registers, a vector of words at a time serves them all.</summary>
    private void EmitByVectors(SourceWriter writer, int rows, IReadOnlyList<LeftElement> elements)
    {
        foreach (var word in elements.GroupBy(e => e.Word))
        {
            var first = word.Key == elements[0].Word;
            foreach (var element in word)
            {
                for (var r = 0; r < rows; r++) writer.Line($"{(first ? vector.Type + " " : "")}{Left(r, element)} = {LeftOf(r, element)};");
            }

            for (var c = 0; c < width; c++)
            {
                writer.Line($"{(first && c == 0 ? _weights.Type + " " : "")}v = {Words(rows, c, word.Key)};");
                foreach (var element in word)
                {
                    for (var r = 0; r < rows; r++)
                        writer.Line($"{Sum(r, c, element.Part)} = VectorMath.MultiplyAdd({Left(r, element)}, {_weights.Weights("v", element.Place)}, {Sum(r, c, element.Part)});");
                }
            }
        }

        static string Left(int r, LeftElement element) => "b" + Literal.Of(r) + VectorText.Part(element.Place);
    }

    /// <summary>A left element of a turn of the loop.</summary>
    /// <param name="Index">Its number in C#.</param>
    /// <param name="Word">How many words ahead its weights lie.</param>
    /// <param name="Place">Which element of a word it is.</param>
    /// <param name="Part">The part of the sums that it goes to.</param>
    private readonly record struct LeftElement(string Index, int Word, int Place, int Part);
}
