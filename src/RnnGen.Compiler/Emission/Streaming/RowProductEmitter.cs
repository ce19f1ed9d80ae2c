using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// A group of products for a single row, all its extents written out. The weights of a tile lie at constant distances from one pointer,
/// and every sum runs over its terms in ascending order: the bits are those of the tiles for several rows.
/// </summary>
/// <param name="driver">The group and how its weights lie.</param>
/// <param name="real">The C# type of numbers.</param>
/// <param name="turns">Whether every other step takes the panels from the last to the first.</param>
internal sealed class RowProductEmitter(ProductDriverEmitter driver, string real, bool turns)
{
    /// <summary>The parameter that says so of a step.</summary>
    public const string Turned = "turned";

    /// <summary>Sums beside which the loop around them costs nothing.</summary>
    private const int ManySums = 8;

    private readonly PanelLayout _layout = driver.Panels.Layout;

    public void Emit(SourceWriter writer, string name, Target target)
    {
        using (writer.OpenUnchecked($"private static void {name}({driver.RowParameters}{(turns ? $", bool {Turned}" : "")})"))
        {
            var runs = _layout.Runs;
            writer.Line($"{real}* panel = packed + {driver.Panels.Name}Panels;");
            foreach (var run in runs)
            {
                var length = Literal.Of(_layout.PanelLength(run));
                if (run.Count == 1)
                {
                    EmitPanel(writer, run, Literal.Of(run.FirstUnit), target);
                    if (run != runs[runs.Count - 1]) writer.Line($"panel += {length};");
                    continue;
                }

                if (turns)
                {
                    EmitTurns(writer, run, length, target);
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

    /// <summary>What a step reads first is what the step before it read last, and still in the nearest cache.</summary>
    private void EmitTurns(SourceWriter writer, PanelRun run, string length, Target target)
    {
        var (count, units) = (Literal.Of(run.Count), Literal.Of(run.Units));
        writer.Line($"{real}* panels = panel;");
        using (writer.Open($"for (int place = 0; place < {count}; place++)"))
        {
            writer.Line($"int at = {Turned} ? {Literal.Of(run.Count - 1)} - place : place;");
            writer.Line($"int unit = {Offset($"at * {units}", run.FirstUnit)};");
            writer.Line($"panel = &panels[at * {length}];");
            EmitPanel(writer, run, "unit", target);
        }

        if (run != _layout.Runs[_layout.Runs.Count - 1]) writer.Line($"panel = &panels[{count} * {length}];");
    }

    /// <summary>A sum of a place and a number, either of which may be nothing.</summary>
    private static string Offset(string place, int offset) =>
        string.Join(" + ", new[] { place == "0" ? "" : place, offset == 0 ? "" : Literal.Of(offset) }.Where(p => p.Length > 0));

    /// <summary>The variables of its methods, beside those of the driver.</summary>
    public static IEnumerable<string> Variables =>
        Enumerable.Range(0, 16).SelectMany(c => Enumerable.Range(0, 4).Select(p => Sum(c, p))).Concat(["w", "k", "lane", "words", .. Enumerable.Range(1, 3).Select(Left)]);

    private static string Left(int place) => place == 0 ? "left" : "left" + Literal.Of(place);

    private static string Sum(int c, int part = 0) => "s" + Literal.Of(c) + VectorText.Part(part);

    private int Parts(PanelRun run) => PanelRun.PartsOf(_layout.Results * run.Vectors, run.Lanes);

    private void EmitPanel(SourceWriter writer, PanelRun run, string unit, Target target)
    {
        if (target.Lanes == 1)
        {
            EmitUnits(writer, run, unit);
            return;
        }

        var vector = new VectorText(Math.Min(run.Lanes, target.Lanes), real);
        var (blocks, blockVectors) = (_layout.Results * run.Vectors, run.Lanes / vector.Lanes);
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
        var (results, parts) = (_layout.Results, Parts(run));
        var (word, block) = (_layout.WordDistance(run), _layout.BlockDistance(run));
        var weights = WeightText.Of(driver.Panels.Format, new VectorText(1, real));
        using (writer.Open($"for (int lane = 0; lane < {Literal.Of(run.Units)}; lane++)"))
        {
            for (var g = 0; g < results; g++)
            {
                writer.Line($"{real} {Sum(g)} = {weights.Begin(Start(g, first: true))}{string.Concat(Enumerable.Range(1, parts - 1).Select(p => $", {Sum(g, p)} = 0"))};");
            }

            var ofLane = run.Vectors == 1 ? "lane" : $"(lane / {Literal.Of(run.Lanes)} * {Literal.Of(block)}) + (lane % {Literal.Of(run.Lanes)})";
            writer.Line($"{real}* w = panel + {Literal.Of(_layout.HeadLength(run))} + {ofLane};");
            foreach (var pass in driver.Panels.Passes)
            {
                if (pass.Before > 0) EmitNext(writer, weights, results, parts, "0", () => EmitEnd(first: pass == driver.Panels.Passes[1]));
                foreach (var left in driver.Lefts.Skip(pass.FirstLeft).Take(pass.Lefts)) EmitColumns(left, pass.FirstColumn, pass.FirstColumn + pass.Columns);
            }

            EmitEnd(first: driver.Panels.Passes.Count == 1);
        }

        string Result(int g) => $"{driver.PortOf(g).Result}[{(unit == "0" ? "lane" : unit + " + lane")}]";

        string Start(int g, bool first)
        {
            if (!first) return Result(g);
            var start = driver.PortOf(g).Start;
            return start.Length > 0 ? $"{start}[{(unit == "0" ? "lane" : unit + " + lane")}]" : $"panel[{Offset("lane", g * run.Units)}]";
        }

        void EmitEnd(bool first)
        {
            for (var g = 0; g < results; g++)
            {
                var scale = $"panel[{Offset("lane", _layout.RowLength(run) + (g * run.Units))}]";
                writer.Line($"{Result(g)} = {weights.End(VectorText.Total(p => Sum(g, p), parts), scale, Start(g, first))};");
            }
        }

        void EmitColumns(string left, int from, int end)
        {
            var turn = Math.Max(parts, weights.PerWord);
            var looped = from + ((end - from) / turn * turn);
            using (writer.Open($"for (int k = {Literal.Of(from)}; k < {Literal.Of(looped)}; k += {Literal.Of(turn)}, w += {Literal.Of(turn / weights.PerWord * word)})"))
            {
                for (var p = 0; p < turn; p++) EmitElement(left, Offset("k", p), p);
            }

            for (var k = looped; k < end; k++) EmitElement(left, Literal.Of(k), k - looped);
            if (end > looped) writer.Line($"w += {Literal.Of(driver.Panels.Format.Words(end - looped) * word)};");
        }

        void EmitElement(string left, string element, int k)
        {
            for (var g = 0; g < results; g++)
            {
                var words = weights.Load("w", Literal.Of((g * run.Vectors * block) + (k / weights.PerWord * word)));
                writer.Line($"{Sum(g, k % parts)} = VectorMath.MultiplyAdd({left}[{element}], {weights.Weights(words, k % weights.PerWord)}, {Sum(g, k % parts)});");
            }
        }
    }

    /// <summary>
    /// The kernels for several rows begin a pass with the results of the one before: in sums of parts these are whole; scaled ones are results, and
    /// begin anew.
    /// </summary>
    private static void EmitNext(SourceWriter writer, WeightText weights, int sums, int parts, string zero, Action end)
    {
        if (!weights.HasScales)
        {
            if (parts > 1) EmitTotals(writer, sums, parts, zero);
            return;
        }

        end();
        for (var c = 0; c < sums; c++) writer.Line($"{string.Join(" = ", Enumerable.Range(0, parts).Select(p => Sum(c, p)))} = {zero};");
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
        var (word, block) = (_layout.WordDistance(run), _layout.BlockDistance(run));
        var weights = WeightText.Of(driver.Panels.Format, vector);
        for (var c = 0; c < width; c++)
        {
            writer.Line($"{vector.Type} {Sum(c)} = {weights.Begin(Start(c, atFirst: true))}{string.Concat(Enumerable.Range(1, parts - 1).Select(p => $", {Sum(c, p)} = {vector.Zero}"))};");
        }

        var lane = first % blockVectors * vector.Lanes;
        writer.Line($"{real}* w = panel + {Literal.Of(_layout.HeadLength(run) + (first / blockVectors * block) + lane)};");
        writer.Line($"{vector.Type} {string.Join(", ", Enumerable.Range(0, Math.Min(weights.PerWord, driver.Panels.Passes.Max(p => p.Columns))).Select(Left))};");
        if (weights.PerWord > 1) writer.Line($"{weights.Type} words;");
        foreach (var pass in driver.Panels.Passes)
        {
            if (pass.Before > 0) EmitNext(writer, weights, width, parts, vector.Zero, () => EmitEnd(atFirst: pass == driver.Panels.Passes[1]));
            foreach (var left in driver.Lefts.Skip(pass.FirstLeft).Take(pass.Lefts)) EmitColumns(left, pass.FirstColumn, pass.Columns);
        }

        EmitEnd(atFirst: driver.Panels.Passes.Count == 1);

        int Column(int c) => (first + c) * vector.Lanes;

        string Start(int c, bool atFirst)
        {
            var (start, result) = driver.PortOf(Column(c) / run.Units);
            var begin = atFirst ? start : result;
            return begin.Length > 0 ? vector.Load(begin, Offset(unit, Column(c) % run.Units)) : vector.Load("panel", Offset("0", Column(c)));
        }

        void EmitEnd(bool atFirst)
        {
            for (var c = 0; c < width; c++)
            {
                var total = VectorText.Total(p => Sum(c, p), parts);
                var scale = vector.Load("panel", Offset("0", _layout.RowLength(run) + Column(c)));
                writer.Line(vector.Store(driver.PortOf(Column(c) / run.Units).Result, Offset(unit, Column(c) % run.Units), weights.End(total, scale, Start(c, atFirst))));
            }
        }

        // The loop costs as much as a few sums: with no more than that, it takes several elements at once.
        void EmitColumns(string left, int from, int count)
        {
            var turn = width < ManySums ? 4 : weights.PerWord;
            var looped = count <= 2 * turn ? 0 : count / turn * turn;
            if (looped > 0)
            {
                using (writer.Open($"for (nint k = {Literal.Of(from)}; k < {Literal.Of(from + looped)}; k += {Literal.Of(turn)}, w += {Literal.Of(turn / weights.PerWord * word)})"))
                {
                    for (var k = 0; k < turn; k += weights.PerWord) EmitWords(left, k, weights.PerWord, place => Offset("k", k + place));
                }
            }

            for (var k = looped; k < count; k += weights.PerWord) EmitWords(left, k - looped, Math.Min(weights.PerWord, count - k), place => Literal.Of(from + k + place));
            if (count > looped) writer.Line($"w += {Literal.Of(driver.Panels.Format.Words(count - looped) * word)};");
        }

        // A vector of words serves all its left elements, the first of which is number k of this turn.
        void EmitWords(string left, int k, int elements, Func<int, string> element)
        {
            for (var place = 0; place < elements; place++) writer.Line($"{Left(place)} = {vector.Broadcast($"{left}[{element(place)}]")};");
            for (var c = 0; c < width; c++)
            {
                var offset = (k / weights.PerWord * word) + (c / blockVectors * block) + (c % blockVectors * vector.Lanes);
                var words = weights.Load("w", Offset("0", offset));
                if (weights.PerWord > 1) writer.Line($"words = {words};");
                for (var place = 0; place < elements; place++)
                {
                    var (sum, factor) = (Sum(c, (k + place) % parts), weights.Weights(weights.PerWord > 1 ? "words" : words, place));
                    writer.Line($"{sum} = VectorMath.MultiplyAdd({Left(place)}, {factor}, {sum});");
                }
            }
        }
    }
}
