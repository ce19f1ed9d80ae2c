using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// Matrix products on one panel of weights: result[row] = start[row] + Σ left[row]·weights, or start[row] + scale·Σ left[row]·weights. The rows and the vectors of a row are
/// dealt out to register tiles, of a size that depends on how many rows there are.
/// </summary>
internal sealed class ProductKernelEmitter(Target target, WeightFormat format, string real)
{
    private const string Shared = "int terms, int depth, int leftStride";

    /// <summary>Parameters of a product kernel, for declarations.</summary>
    public static string Parameters(ProductShape shape, WeightFormat format, string real) =>
        $"{real}** left, {Shared}, {real}* weights, int blockLength{(shape.Ahead ? $", {real}* ahead" : "")}{(format.HasScales ? $", {real}* scales" : "")}, int rows, int stride"
        + string.Concat(Enumerable.Range(0, shape.Results).Select(g => $", {real}* start{Literal.Of(g)}, int step{Literal.Of(g)}, {real}* result{Literal.Of(g)}"));

    /// <summary>The same parameters, for calls.</summary>
    public static string Arguments(ProductShape shape, WeightFormat format) =>
        $"left, terms, depth, leftStride, weights, blockLength{(shape.Ahead ? ", ahead" : "")}{(format.HasScales ? ", scales" : "")}, rows, stride"
        + string.Concat(Enumerable.Range(0, shape.Results).Select(g => $", start{Literal.Of(g)}, step{Literal.Of(g)}, result{Literal.Of(g)}"));

    public void Emit(SourceWriter writer, IEnumerable<ProductShape> shapes)
    {
        var tiles = new Dictionary<string, ProductTileEmitter>(StringComparer.Ordinal);
        foreach (var shape in shapes)
        {
            writer.Gap().Summary($"start + left·weights for {Literal.Of(shape.Results)} result(s), {Literal.Of(shape.Width)} units of each.");
            EmitTiled(writer, shape, tiles);
        }

        foreach (var tile in tiles.OrderBy(t => t.Key, StringComparer.Ordinal)) tile.Value.Emit(writer);
    }

    private static string Plus(string pointer, int offset) => VectorText.At(pointer, offset == 0 ? "" : Literal.Of(offset));

    private static string Plus(string pointer, int count, string length) =>
        VectorText.At(pointer, count == 0 ? "" : count == 1 ? length : $"{Literal.Of(count)} * (nint){length}");

    private void EmitTiled(SourceWriter writer, ProductShape shape, Dictionary<string, ProductTileEmitter> tiles)
    {
        var lanes = Math.Min(shape.Lanes, target.Lanes);
        var blockVectors = shape.Lanes / lanes;

        // Blocks side by side are one of as many vectors.
        var together = shape.IsSideBySide ? shape.Blocks * blockVectors : blockVectors;
        var bands = target.Tiles(shape.Blocks * blockVectors).Bands(shape.Blocks, blockVectors, shape.Parts, format.PerWord);
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\ninternal static void {shape.Name}({Parameters(shape, format, real)})"))
        {
            writer.Line("int row = 0;");
            foreach (var (heights, widths) in bands)
            {
                using (writer.Open($"if (rows - row >= {Literal.Of(heights[heights.Count - 1])})"))
                {
                    var first = 0;
                    foreach (var width in widths)
                    {
                        var tile = new ProductTileEmitter(heights, width, together, shape.Parts, new VectorText(lanes, real), format, target.ByElement, shape.Ahead);
                        tiles[tile.Name] = tile;
                        var ports = Enumerable.Range(first, width).Select(c => Port(shape, c * lanes));
                        var weights = Weights(first);
                        var block = tile.Blocks > 1 ? ", blockLength" : "";
                        var scales = format.HasScales ? ", " + Plus("scales", first * lanes) : "";
                        first += width;
                        if (tile.IsAhead) block += ", " + (first == shape.Blocks * blockVectors ? "ahead" : Weights(first));
                        writer.Line($"{(first == shape.Blocks * blockVectors ? "row = " : "")}{tile.Name}("
                            + $"left, terms, depth, leftStride, {weights}{block}{scales}, row, rows, stride{string.Concat(ports)});");
                    }
                }
            }
        }

        string Weights(int first) => Plus(Plus("weights", first / together, "blockLength"), first % together * lanes);
    }

    /// <summary>Where the sums of a vector begin and end: the results lie side by side in a panel.</summary>
    private static string Port(ProductShape shape, int column)
    {
        var (result, unit) = (Literal.Of(column / shape.Width), column % shape.Width);
        return $", {Plus("start" + result, unit)}, step{result}, {Plus("result" + result, unit)}";
    }
}
