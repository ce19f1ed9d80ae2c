using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// A group of products for a single row, all its extents written out. The weights of a tile lie at constant distances from one pointer,
/// and every sum runs over its terms in ascending order: the bits are those of the tiles for several rows.
/// </summary>
internal sealed class RowProductEmitter(ProductDriverEmitter driver, string real)
{
    /// <summary>Sums beside which the loop around them costs nothing.</summary>
    private const int ManySums = 8;

    private readonly ProductGroup _group = driver.Panels.Group;

    public void Emit(SourceWriter writer, string name, Target target)
    {
        using (writer.OpenUnchecked($"private static void {name}({driver.RowParameters})"))
        {
            var runs = _group.Layout.Runs;
            writer.Line($"{real}* panel = packed + {driver.Panels.Name}Panels;");
            foreach (var run in runs)
            {
                var length = Literal.Of(_group.Layout.PanelLength(run));
                if (run.Count == 1)
                {
                    EmitPanel(writer, run, Literal.Of(run.FirstUnit), target);
                    if (run != runs[runs.Count - 1]) writer.Line($"panel += {length};");
                    continue;
                }

                var end = run.FirstUnit + (run.Count * run.Units);
                using (writer.Open($"for (int unit = {Literal.Of(run.FirstUnit)}; unit < {Literal.Of(end)}; unit += {Literal.Of(run.Units)}, panel += {length})"))
                {
                    EmitPanel(writer, run, "unit", target);
                }
            }
        }
    }

    /// <summary>A sum of a place and a number, either of which may be nothing.</summary>
    private static string Offset(string place, int offset) =>
        string.Join(" + ", new[] { place == "0" ? "" : place, offset == 0 ? "" : Literal.Of(offset) }.Where(p => p.Length > 0));

    /// <summary>The variables of its methods, beside those of the driver.</summary>
    public static IEnumerable<string> Variables =>
        Enumerable.Range(0, 16).SelectMany(c => Enumerable.Range(0, 4).Select(p => Sum(c, p))).Concat(["w", "k", "lane"]);

    private static string Sum(int c, int part = 0) => "s" + Literal.Of(c) + VectorText.Part(part);

    private int Parts(PanelRun run) => PanelRun.PartsOf(_group.Layout.Results * run.Vectors, run.Lanes);

    private void EmitPanel(SourceWriter writer, PanelRun run, string unit, Target target)
    {
        if (target.Lanes == 1)
        {
            EmitUnits(writer, run, unit);
            return;
        }

        var vector = new VectorText(Math.Min(run.Lanes, target.Lanes), real);
        var (blocks, blockVectors) = (_group.Layout.Results * run.Vectors, run.Lanes / vector.Lanes);
        var widths = target.Tiles(blocks * blockVectors).OfOneRow(blocks, blockVectors, Parts(run));
        var first = 0;
        foreach (var width in widths)
        {
            using (writer.Open("")) EmitTile(writer, run, unit, vector, first, width);
            first += width;
        }
    }

    /// <summary>Without vectors: unit after unit of all results.</summary>
    private void EmitUnits(SourceWriter writer, PanelRun run, string unit)
    {
        var (results, depth, parts) = (_group.Layout.Results, _group.Layout.Depth, Parts(run));
        using (writer.Open($"for (int lane = 0; lane < {Literal.Of(run.Units)}; lane++)"))
        {
            for (var g = 0; g < results; g++)
            {
                var start = driver.PortOf(g).Start;
                writer.Line($"{real} {Sum(g)} = {(start.Length > 0 ? $"{start}[{(unit == "0" ? "lane" : unit + " + lane")}]" : $"panel[{Offset("lane", g * run.Units)}]")}{string.Concat(Enumerable.Range(1, parts - 1).Select(p => $", {Sum(g, p)} = 0"))};");
            }

            var block = run.Vectors == 1 ? "lane" : $"(lane / {Literal.Of(run.Lanes)} * {Literal.Of(run.Lanes * depth)}) + (lane % {Literal.Of(run.Lanes)})";
            writer.Line($"{real}* w = panel + {Literal.Of(_group.Layout.RowLength(run))} + {block};");
            foreach (var pass in _group.Passes)
            {
                if (pass.Before > 0 && parts > 1) EmitTotals(writer, results, parts, "0");
                foreach (var left in driver.Lefts.Skip(pass.FirstLeft).Take(pass.Lefts)) EmitColumns(left, pass.FirstColumn, pass.FirstColumn + pass.Columns);
            }

            for (var g = 0; g < results; g++)
                writer.Line($"{driver.PortOf(g).Result}[{(unit == "0" ? "lane" : unit + " + lane")}] = {VectorText.Total(p => Sum(g, p), parts)};");
        }

        void EmitColumns(string left, int from, int end)
        {
            var looped = from + ((end - from) / parts * parts);
            using (writer.Open($"for (int k = {Literal.Of(from)}; k < {Literal.Of(looped)}; k += {Literal.Of(parts)}, w += {Literal.Of(parts * run.Lanes)})"))
            {
                for (var p = 0; p < parts; p++) EmitElement(left, Offset("k", p), p);
            }

            for (var k = looped; k < end; k++) EmitElement(left, Literal.Of(k), k - looped);
            if (end > looped) writer.Line($"w += {Literal.Of((end - looped) * run.Lanes)};");
        }

        void EmitElement(string left, string element, int k)
        {
            for (var g = 0; g < results; g++)
                writer.Line($"{Sum(g, k % parts)} = VectorMath.MultiplyAdd({left}[{element}], w[{Literal.Of((g * run.Vectors * run.Lanes * depth) + (k * run.Lanes))}], {Sum(g, k % parts)});");
        }
    }

    private static void EmitTotals(SourceWriter writer, int sums, int parts, string zero)
    {
        for (var c = 0; c < sums; c++)
        {
            writer.Line($"{Sum(c)} = {VectorText.Total(p => Sum(c, p), parts)};");
            for (var p = 1; p < parts; p++) writer.Line($"{Sum(c, p)} = {zero};");
        }
    }

    private void EmitTile(SourceWriter writer, PanelRun run, string unit, VectorText vector, int first, int width)
    {
        var (blockVectors, parts) = (run.Lanes / vector.Lanes, Parts(run));
        for (var c = 0; c < width; c++)
        {
            var column = (first + c) * vector.Lanes;
            var start = driver.PortOf(column / run.Units).Start;
            writer.Line($"{vector.Type} {Sum(c)} = {(start.Length > 0 ? vector.Load(start, Offset(unit, column % run.Units)) : vector.Load("panel", Offset("0", column)))}{string.Concat(Enumerable.Range(1, parts - 1).Select(p => $", {Sum(c, p)} = {vector.Zero}"))};");
        }

        var lane = first % blockVectors * vector.Lanes;
        writer.Line($"{real}* w = panel + {Literal.Of(_group.Layout.RowLength(run) + (first / blockVectors * run.Lanes * _group.Layout.Depth) + lane)};");
        writer.Line($"{vector.Type} left;");
        foreach (var pass in _group.Passes)
        {
            // The kernels for several rows begin with the sums of the pass before.
            if (pass.Before > 0 && parts > 1) EmitTotals(writer, width, parts, vector.Zero);
            foreach (var left in driver.Lefts.Skip(pass.FirstLeft).Take(pass.Lefts)) EmitColumns(left, pass.FirstColumn, pass.Columns);
        }

        for (var c = 0; c < width; c++)
        {
            var column = (first + c) * vector.Lanes;
            writer.Line(vector.Store(driver.PortOf(column / run.Units).Result, Offset(unit, column % run.Units), VectorText.Total(p => Sum(c, p), parts)));
        }

        // The loop costs as much as a few sums: with no more than that, it takes several elements at once.
        void EmitColumns(string left, int from, int count)
        {
            var turn = width < ManySums ? 4 : 1;
            var looped = count <= 2 * turn ? 0 : count / turn * turn;
            if (looped > 0)
            {
                using (writer.Open($"for (nint k = {Literal.Of(from)}; k < {Literal.Of(from + looped)}; k += {Literal.Of(turn)}, w += {Literal.Of(turn * run.Lanes)})"))
                {
                    for (var k = 0; k < turn; k++) EmitElement(left, Offset("k", k), k);
                }
            }

            for (var k = looped; k < count; k++) EmitElement(left, Literal.Of(from + k), k - looped);
            if (count > looped) writer.Line($"w += {Literal.Of((count - looped) * run.Lanes)};");
        }

        void EmitElement(string left, string element, int k)
        {
            writer.Line($"left = {vector.Broadcast($"{left}[{element}]")};");
            for (var c = 0; c < width; c++)
            {
                var offset = (k * run.Lanes) + (c / blockVectors * run.Lanes * _group.Layout.Depth) + (c % blockVectors * vector.Lanes);
                writer.Line($"{Sum(c, k % parts)} = VectorMath.MultiplyAdd(left, {vector.Load("w", Offset("0", offset))}, {Sum(c, k % parts)});");
            }
        }
    }
}
