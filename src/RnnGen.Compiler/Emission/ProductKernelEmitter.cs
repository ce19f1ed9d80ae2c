using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>A shape of product kernel: results side by side, vectors of units per result, units per vector.</summary>
internal readonly record struct ProductShape(int Results, int Vectors, int Lanes)
{
    public string Name => $"Product{Literal.Of(Results)}x{Literal.Of(Vectors)}w{Literal.Of(Lanes)}";

    public int Width => Vectors * Lanes;

    public int RowLength => Results * Width;
}

/// <summary>
/// The inner loops of matrix products: result[row] = start[row] + Σ left[row]·weights, on one panel of weights. A register tile of
/// rows × column vectors holds the sums, so that a loaded weight serves several rows and a loaded left value several columns.
/// Every sum runs over its terms in ascending order, whatever the tile: the same bits for any batch.
/// </summary>
internal sealed class ProductKernelEmitter(Target target, string real)
{
    private const string Shared = "int terms, int depth, int leftStride";

    /// <summary>Parameters of a product kernel, for declarations.</summary>
    public static string Parameters(ProductShape shape, string real) =>
        $"{real}** left, {Shared}, {real}* weights, int rows, int stride"
        + string.Concat(Enumerable.Range(0, shape.Results).Select(g => $", {real}* start{Literal.Of(g)}, int step{Literal.Of(g)}, {real}* result{Literal.Of(g)}"));

    /// <summary>The same parameters, for calls.</summary>
    public static string Arguments(ProductShape shape) =>
        "left, terms, depth, leftStride, weights, rows, stride"
        + string.Concat(Enumerable.Range(0, shape.Results).Select(g => $", start{Literal.Of(g)}, step{Literal.Of(g)}, result{Literal.Of(g)}"));

    public void Emit(SourceWriter writer, IEnumerable<ProductShape> shapes)
    {
        var tiles = new SortedSet<(int Columns, int Lanes)>();
        foreach (var shape in shapes)
        {
            writer.Gap().Summary($"start + left·weights for {Literal.Of(shape.Results)} result(s), {Literal.Of(shape.Width)} units of each.");
            EmitTiled(writer, shape, tiles);
        }

        foreach (var (columns, lanes) in tiles) EmitTile(writer, columns, new VectorText(lanes, real));
    }

    private static string Plus(string pointer, int offset) => offset == 0 ? pointer : $"{pointer} + {Literal.Of(offset)}";

    /// <summary>The columns of a panel row, dealt out to tiles of as many vectors as the registers hold.</summary>
    private void EmitTiled(SourceWriter writer, ProductShape shape, SortedSet<(int Columns, int Lanes)> tiles)
    {
        var lanes = Math.Min(shape.Lanes, target.Lanes);
        var columns = Enumerable.Range(0, shape.Results)
            .SelectMany(g => Enumerable.Range(0, shape.Width / lanes).Select(v => (Result: g, Unit: v * lanes)))
            .ToArray();
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\ninternal static void {shape.Name}({Parameters(shape, real)})"))
        {
            for (var first = 0; first < columns.Length; first += target.TileColumns)
            {
                var tile = columns.Skip(first).Take(target.TileColumns).ToArray();
                tiles.Add((tile.Length, lanes));
                var starts = tile.Select(c => $", {Plus("start" + Literal.Of(c.Result), c.Unit)}, step{Literal.Of(c.Result)}, {Plus("result" + Literal.Of(c.Result), c.Unit)}");
                writer.Line($"Tile{Literal.Of(tile.Length)}w{Literal.Of(lanes)}(left, terms, depth, leftStride, "
                    + $"{Plus("weights", first * lanes)}, {Literal.Of(shape.RowLength)}, rows, stride{string.Concat(starts)});");
            }
        }
    }

    private void EmitTile(SourceWriter writer, int columns, VectorText vector)
    {
        var ports = Enumerable.Range(0, columns).Select(c => $", {real}* start{Literal.Of(c)}, int step{Literal.Of(c)}, {real}* result{Literal.Of(c)}");
        writer.Gap().Summary($"Register tiles of {string.Join(", ", target.TileRows(columns).Select(Literal.Of))} row(s) × {Literal.Of(columns)} vector(s) of {Literal.Of(vector.Lanes)}.");
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\nprivate static void Tile{Literal.Of(columns)}w{Literal.Of(vector.Lanes)}("
            + $"{real}** left, {Shared}, {real}* weights, int weightStride, int rows, int stride{string.Concat(ports)})"))
        {
            writer.Line("int row = 0;");
            var heights = target.TileRows(columns);
            for (var i = 0; i < heights.Count; i++)
            {
                // Eight rows are two tiles of four rather than six and two: small tiles cannot hide the latency of their sums.
                var condition = heights[i] == 6 ? "rows - row >= 6 && rows - row != 8" : $"rows - row >= {Literal.Of(heights[i])}";
                using (writer.Open($"for (; {condition}; row += {Literal.Of(heights[i])})"))
                {
                    EmitRows(writer, heights[i], columns, vector);
                }
            }
        }
    }

    private void EmitRows(SourceWriter writer, int rows, int columns, VectorText vector)
    {
        string Sum(int r, int c) => $"s{Literal.Of(r)}{Literal.Of(c)}";
        string Row(int r) => r == 0 ? "row" : $"(row + {Literal.Of(r)})";

        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
                writer.Line($"{vector.Type} {Sum(r, c)} = {vector.Load($"start{Literal.Of(c)} + ((nint){Row(r)} * step{Literal.Of(c)})")};");
        }

        writer.Line($"{real}* w = weights;");
        using (writer.Open("for (int term = 0; term < terms; term++)"))
        {
            writer.Line($"{real}* a0 = left[term] + ((nint)row * leftStride);");
            for (var r = 1; r < rows; r++) writer.Line($"{real}* a{Literal.Of(r)} = a{Literal.Of(r - 1)} + leftStride;");
            using (writer.Open("for (int k = 0; k < depth; k++, w += weightStride)"))
            {
                for (var c = 0; c < columns; c++) writer.Line($"{vector.Type} w{Literal.Of(c)} = {vector.Load(Plus("w", c * vector.Lanes))};");
                for (var r = 0; r < rows; r++)
                {
                    writer.Line($"{(r == 0 ? vector.Type + " " : "")}a = {vector.Broadcast($"a{Literal.Of(r)}[k]")};");
                    for (var c = 0; c < columns; c++) writer.Line($"{Sum(r, c)} = VectorMath.MultiplyAdd(a, w{Literal.Of(c)}, {Sum(r, c)});");
                }
            }
        }

        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++) writer.Line(vector.Store($"result{Literal.Of(c)} + ((nint){Row(r)} * stride)", Sum(r, c)));
        }
    }
}
