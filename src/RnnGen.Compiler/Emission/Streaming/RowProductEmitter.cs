using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// A group of products for a single row, all its extents written out. The weights of a tile lie at constant distances from one pointer,
/// and every sum runs over its terms in ascending order: the bits are those of the tiles for several rows.
/// </summary>
/// <param name="product">The group and how its weights lie.</param>
/// <param name="real">The C# type of numbers.</param>
internal sealed class RowProductEmitter(RowProduct product, string real)
{
    /// <summary>Sums beside which the loop around them costs nothing.</summary>
    private const int ManySums = 8;

    private readonly ProductDriverEmitter _driver = product.Driver;
    private readonly PanelLayout _layout = product.Driver.Panels.Layout;

    public void Emit(SourceWriter writer, Target target)
    {
        using (writer.OpenUnchecked($"internal static void {product.Name}({product.Parameters(real)})"))
        {
            writer.Line($"{real}* panel = packed + {_driver.Panels.Name}Panels;");
            var panels = new PanelLoop(_layout, real, product.Turns);
            foreach (var run in _layout.Runs) panels.Emit(writer, run, Literal.Of(_layout.PanelLength(run)), needsNext: false, (unit, _) => EmitPanel(writer, run, unit, target));
        }
    }

    /// <summary>A sum of a place and a number, either of which may be nothing.</summary>
    private static string Offset(string place, int offset) =>
        string.Join(" + ", new[] { place == "0" ? "" : place, offset == 0 ? "" : Literal.Of(offset) }.Where(p => p.Length > 0));

    /// <summary>The variables of its methods, beside those of the driver and of the loop over panels.</summary>
    public static IEnumerable<string> Variables =>
        Enumerable.Range(0, 16).SelectMany(c => Enumerable.Range(0, 4).Select(p => Sum(c, p))).Concat(["w", "k", "lane", "words", .. Enumerable.Range(1, 3).Select(Left)]);

    private static string Left(int place) => place == 0 ? "left" : "left" + Literal.Of(place);

    private static string Sum(int c, int part = 0) => "s" + Literal.Of(c) + VectorText.Part(part);

    private void EmitPanel(SourceWriter writer, PanelRun run, string unit, Target target)
    {
        if (target.Lanes == 1)
        {
            EmitUnits(writer, run, unit);
            return;
        }

        RowVector[] vectors = [.. RowOf(run, target)];
        var blockVectors = Math.Max(1, run.Lanes / vectors[0].Text.Lanes);
        var first = 0;
        foreach (var width in target.Tiles(vectors.Length).OfOneRow(vectors.Length / blockVectors, blockVectors, _layout.PartsOf(run), _driver.Panels.Format.PerWord))
        {
            using (writer.Open("")) EmitTile(writer, run, unit, [.. vectors.Skip(first).Take(width)]);
            first += width;
        }
    }

    /// <summary>
    /// The vectors of a row of a panel. Beside panels of the widest vectors, one of those takes several results of a narrow panel: some processors begin but
    /// one multiply-add of a narrow vector in the time of two wide ones. Words of several elements belong to larger layers, where a tail is little.
    /// </summary>
    private IEnumerable<RowVector> RowOf(PanelRun run, Target target)
    {
        var lanes = Math.Min(run.Lanes, target.Lanes);
        if (_driver.Panels.Format.PerWord == 1 && _layout.IsSideBySide(run) && _layout.Runs.Any(r => r.Lanes >= target.Lanes)) lanes = target.Lanes;
        var length = _layout.RowLength(run);
        for (var column = 0; column < length; column += lanes)
        {
            while (lanes > length - column) lanes /= 2;
            yield return new(column, new VectorText(lanes, real));
        }
    }

    /// <summary>A vector of a row of a panel.</summary>
    /// <param name="Column">Where it begins.</param>
    /// <param name="Text">How it is written.</param>
    private readonly record struct RowVector(int Column, VectorText Text);

    /// <summary>Without vectors: unit after unit of all results.</summary>
    private void EmitUnits(SourceWriter writer, PanelRun run, string unit)
    {
        var (results, parts) = (_layout.Results, _layout.PartsOf(run));
        var (word, block) = (_layout.WordDistance(run), _layout.BlockDistance(run));
        var weights = WeightText.Of(_driver.Panels.Format, new VectorText(1, real));
        using (writer.Open($"for (int lane = 0; lane < {Literal.Of(run.Units)}; lane++)"))
        {
            for (var g = 0; g < results; g++)
            {
                writer.Line($"{real} {Sum(g)} = {weights.Begin(Start(g, first: true))}{string.Concat(Enumerable.Range(1, parts - 1).Select(p => $", {Sum(g, p)} = 0"))};");
            }

            var ofLane = run.Vectors == 1 ? "lane" : $"(lane / {Literal.Of(run.Lanes)} * {Literal.Of(block)}) + (lane % {Literal.Of(run.Lanes)})";
            writer.Line($"{real}* w = panel + {Literal.Of(_layout.HeadLength(run))} + {ofLane};");
            foreach (var pass in _driver.Panels.Passes)
            {
                if (pass.Before > 0) EmitNext(writer, weights.HasScales, parts, [.. Enumerable.Repeat("0", results)], () => EmitEnd(first: pass == _driver.Panels.Passes[1]));
                foreach (var left in _driver.Lefts.Skip(pass.FirstLeft).Take(pass.Lefts)) EmitColumns(left, pass.FirstColumn, pass.FirstColumn + pass.Columns);
            }

            EmitEnd(first: _driver.Panels.Passes.Count == 1);
        }

        string Result(int g) => $"{_driver.PortOf(g).Result}[{(unit == "0" ? "lane" : unit + " + lane")}]";

        string Start(int g, bool first)
        {
            if (!first) return Result(g);
            var start = _driver.PortOf(g).Start;
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
            if (end > looped) writer.Line($"w += {Literal.Of(_driver.Panels.Format.Words(end - looped) * word)};");
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
    private static void EmitNext(SourceWriter writer, bool hasScales, int parts, IReadOnlyList<string> zeros, Action end)
    {
        if (hasScales) end();
        if (!hasScales && parts == 1) return;
        for (var c = 0; c < zeros.Count; c++)
        {
            if (!hasScales) writer.Line($"{Sum(c)} = {VectorText.Total(p => Sum(c, p), parts)};");
            writer.Line($"{string.Join(" = ", Enumerable.Range(0, parts).Skip(hasScales ? 0 : 1).Select(p => Sum(c, p)))} = {zeros[c]};");
        }
    }

    private void EmitTile(SourceWriter writer, PanelRun run, string unit, IReadOnlyList<RowVector> vectors)
    {
        var (word, parts, widest) = (_layout.WordDistance(run), _layout.PartsOf(run), vectors[0].Text);
        var weights = vectors.Select(v => WeightText.Of(_driver.Panels.Format, v.Text)).ToArray();
        var (perWord, first) = (weights[0].PerWord, Place(vectors[0]));
        for (var c = 0; c < vectors.Count; c++)
        {
            writer.Line($"{vectors[c].Text.Type} {Sum(c)} = {weights[c].Begin(Start(c, atFirst: true))}{string.Concat(Enumerable.Range(1, parts - 1).Select(p => $", {Sum(c, p)} = {vectors[c].Text.Zero}"))};");
        }

        writer.Line($"{real}* w = panel + {Literal.Of(_layout.HeadLength(run) + first)};");
        writer.Line($"{widest.Type} {string.Join(", ", Enumerable.Range(0, Math.Min(perWord, _driver.Panels.Passes.Max(p => p.Columns))).Select(Left))};");
        if (perWord > 1) writer.Line($"{weights[0].Type} words;");
        foreach (var pass in _driver.Panels.Passes)
        {
            if (pass.Before > 0) EmitNext(writer, weights[0].HasScales, parts, [.. vectors.Select(v => v.Text.Zero)], () => EmitEnd(atFirst: pass == _driver.Panels.Passes[1]));
            foreach (var left in _driver.Lefts.Skip(pass.FirstLeft).Take(pass.Lefts)) EmitColumns(left, pass.FirstColumn, pass.Columns);
        }

        EmitEnd(atFirst: _driver.Panels.Passes.Count == 1);

        // Where the first words of a vector lie, behind the head of the panel.
        int Place(RowVector vector) => (vector.Column / run.Lanes * _layout.BlockDistance(run)) + (vector.Column % run.Lanes);

        string Units(RowVector piece) => Offset(unit, piece.Column % run.Units);

        string Start(int c, bool atFirst) => vectors[c].Text.Joined([.. Pieces(c).Select(piece =>
        {
            var (start, result) = _driver.PortOf(piece.Column / run.Units);
            var begin = atFirst ? start : result;
            return begin.Length > 0 ? piece.Text.Load(begin, Units(piece)) : piece.Text.Load("panel", Offset("0", piece.Column));
        })]);

        // The results in a vector, which lie apart.
        IEnumerable<RowVector> Pieces(int c)
        {
            var piece = new VectorText(Math.Min(run.Lanes, vectors[c].Text.Lanes), real);
            for (var at = 0; at < vectors[c].Text.Lanes; at += piece.Lanes) yield return vectors[c] with { Column = vectors[c].Column + at, Text = piece };
        }

        void EmitEnd(bool atFirst)
        {
            for (var c = 0; c < vectors.Count; c++)
            {
                var vector = vectors[c].Text;
                var scale = vector.Load("panel", Offset("0", _layout.RowLength(run) + vectors[c].Column));
                var total = weights[c].End(VectorText.Total(p => Sum(c, p), parts), scale, Start(c, atFirst));
                RowVector[] pieces = [.. Pieces(c)];
                if (pieces.Length > 1)
                {
                    if (total != Sum(c)) writer.Line($"{Sum(c)} = {total};");
                    total = Sum(c);
                }

                foreach (var piece in pieces)
                {
                    writer.Line(piece.Text.Store(_driver.PortOf(piece.Column / run.Units).Result, Units(piece), piece.Text.PartOf(vector, total, piece.Column - vectors[c].Column)));
                }
            }
        }

        // The loop costs as much as a few sums: with no more than that, it takes several elements at once.
        void EmitColumns(string left, int from, int count)
        {
            var turn = vectors.Count * parts < ManySums ? 4 : Math.Max(parts, perWord);
            var looped = count <= 2 * turn ? 0 : count / turn * turn;
            if (looped > 0)
            {
                using (writer.Open($"for (nint k = {Literal.Of(from)}; k < {Literal.Of(from + looped)}; k += {Literal.Of(turn)}, w += {Literal.Of(turn / perWord * word)})"))
                {
                    for (var k = 0; k < turn; k += perWord) EmitWords(left, k, perWord, place => Offset("k", k + place));
                }
            }

            for (var k = looped; k < count; k += perWord) EmitWords(left, k - looped, Math.Min(perWord, count - k), place => Literal.Of(from + k + place));
            if (count > looped) writer.Line($"w += {Literal.Of(_driver.Panels.Format.Words(count - looped) * word)};");
        }

        // A vector of words serves all its left elements, the first of which is number k of this turn.
        void EmitWords(string left, int k, int elements, Func<int, string> element)
        {
            for (var place = 0; place < elements; place++) writer.Line($"{Left(place)} = {widest.Broadcast($"{left}[{element(place)}]")};");
            for (var c = 0; c < vectors.Count; c++)
            {
                var words = weights[c].Load("w", Offset("0", (k / perWord * word) + Place(vectors[c]) - first));
                if (perWord > 1) writer.Line($"words = {words};");
                for (var place = 0; place < elements; place++)
                {
                    var (sum, factor) = (Sum(c, (k + place) % parts), weights[c].Weights(perWord > 1 ? "words" : words, place));
                    writer.Line($"{sum} = VectorMath.MultiplyAdd({vectors[c].Text.PartOf(widest, Left(place))}, {factor}, {sum});");
                }
            }
        }
    }
}
