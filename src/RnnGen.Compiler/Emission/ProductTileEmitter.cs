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
internal sealed class ProductTileEmitter(IReadOnlyList<int> heights, int width, int blockVectors, int parts, VectorText vector)
{
    private readonly string _real = vector.Element;

    /// <summary><c>Tile6And4x2w8Of16</c>: rows, vectors of a row and their lanes, those of a block that holds several vectors, and parts of sums.</summary>
    public string Name => "Tile" + string.Join("And", heights.Select(Literal.Of)) + $"x{Literal.Of(width)}w{Literal.Of(vector.Lanes)}"
        + (blockVectors > 1 ? "Of" + Literal.Of(BlockLanes) : "") + (parts > 1 ? "In" + Literal.Of(parts) : "");

    /// <summary>Blocks that a tile reads, each a stream of its own.</summary>
    public int Blocks => Math.Max(1, width / blockVectors);

    private int BlockLanes => blockVectors * vector.Lanes;

    public void Emit(SourceWriter writer)
    {
        var ports = Enumerable.Range(0, width).Select(c => $", {_real}* start{Literal.Of(c)}, int step{Literal.Of(c)}, {_real}* result{Literal.Of(c)}");
        writer.Gap().Summary($"Tiles of {string.Join(", ", heights.Select(Literal.Of))} row(s) × {Literal.Of(width)} vector(s) of {Literal.Of(vector.Lanes)}; returns the first row it leaves.");
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\nprivate static int {Name}({_real}** left, int terms, int depth, int leftStride, "
            + $"{_real}* weights{(Blocks > 1 ? ", int blockLength" : "")}, int row, int rows, int stride{string.Concat(ports)})"))
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

    private string Weights(int c, int k = 0)
    {
        var (block, lane) = ("w" + Literal.Of(c / blockVectors), (k * BlockLanes) + (c % blockVectors * vector.Lanes));
        return vector.Load(block, lane == 0 ? "" : Literal.Of(lane));
    }

    private void EmitRows(SourceWriter writer, int rows)
    {
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < width; c++)
                writer.Line($"{vector.Type} {Sum(r, c)} = {vector.Load("start" + Literal.Of(c), $"(nint){Row(r)} * step{Literal.Of(c)}")}{string.Concat(Enumerable.Range(1, parts - 1).Select(p => $", {Sum(r, c, p)} = {vector.Zero}"))};");
        }

        writer.Line($"{_real}* w0 = weights;");
        for (var b = 1; b < Blocks; b++) writer.Line($"{_real}* w{Literal.Of(b)} = &w{Literal.Of(b - 1)}[blockLength];");
        var advance = string.Join(", ", Enumerable.Range(0, Blocks).Select(b => $"w{Literal.Of(b)} += {Literal.Of(BlockLanes)}"));
        using (writer.Open("for (int term = 0; term < terms; term++)"))
        {
            writer.Line($"{_real}* a0 = &left[term][(nint)row * leftStride];");
            for (var r = 1; r < rows; r++) writer.Line($"{_real}* a{Literal.Of(r)} = &a{Literal.Of(r - 1)}[leftStride];");
            if (parts > 1)
            {
                EmitParts(writer, rows);
            }
            else
            {
                using (writer.Open($"for (int k = 0; k < depth; k++, {advance})"))
                {
                    if (rows < width) EmitByVectors(writer, rows);
                    else EmitByRows(writer, rows);
                }
            }
        }

        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < width; c++) writer.Line(vector.Store("result" + Literal.Of(c), $"(nint){Row(r)} * stride", VectorText.Total(p => Sum(r, c, p), parts)));
        }
    }

    /// <summary>As many left values at once as sums have parts; those that are left over go to the first of them.</summary>
    private void EmitParts(SourceWriter writer, int rows)
    {
        string Advance(int count) => string.Join(", ", Enumerable.Range(0, Blocks).Select(b => $"w{Literal.Of(b)} += {Literal.Of(count * BlockLanes)}"));
        writer.Line("int k = 0;");
        using (writer.Open($"for (; k + {Literal.Of(parts - 1)} < depth; k += {Literal.Of(parts)}, {Advance(parts)})"))
        {
            for (var p = 0; p < parts; p++) EmitElement(p, $"k + {Literal.Of(p)}", p);
        }

        for (var p = 0; p < parts - 1; p++)
        {
            using (writer.Open("if (k < depth)"))
            {
                EmitElement(p, "k", 0);
                writer.Line(Advance(1).Replace(", ", "; ") + ";\nk++;");
            }
        }

        void EmitElement(int part, string element, int k)
        {
            for (var r = 0; r < rows; r++)
            {
                for (var c = 0; c < width; c++)
                    writer.Line($"{Sum(r, c, part)} = VectorMath.MultiplyAdd({vector.Broadcast($"a{Literal.Of(r)}[{(element == "k + 0" ? "k" : element)}]")}, {Weights(c, k)}, {Sum(r, c, part)});");
            }
        }
    }

    /// <summary>The weights stay in registers, a left value at a time serves them all.</summary>
    private void EmitByRows(SourceWriter writer, int rows)
    {
        for (var c = 0; c < width; c++) writer.Line($"{vector.Type} v{Literal.Of(c)} = {Weights(c)};");
        for (var r = 0; r < rows; r++)
        {
            writer.Line($"{(r == 0 ? vector.Type + " " : "")}a = {vector.Broadcast($"a{Literal.Of(r)}[k]")};");
            for (var c = 0; c < width; c++) writer.Line($"{Sum(r, c)} = VectorMath.MultiplyAdd(a, v{Literal.Of(c)}, {Sum(r, c)});");
        }
    }

    /// <summary>The left values stay in registers, a vector of weights at a time serves them all.</summary>
    private void EmitByVectors(SourceWriter writer, int rows)
    {
        for (var r = 0; r < rows; r++) writer.Line($"{vector.Type} b{Literal.Of(r)} = {vector.Broadcast($"a{Literal.Of(r)}[k]")};");
        for (var c = 0; c < width; c++)
        {
            writer.Line($"{(c == 0 ? vector.Type + " " : "")}v = {Weights(c)};");
            for (var r = 0; r < rows; r++) writer.Line($"{Sum(r, c)} = VectorMath.MultiplyAdd(b{Literal.Of(r)}, v, {Sum(r, c)});");
        }
    }
}
