using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// The method that takes a group of products over all its panels. Each pass over left elements is a kernel call; the ones after the first go on
/// from its results.
/// </summary>
internal sealed class ProductDriverEmitter
{
    private readonly ProductGroup _group;
    private readonly PackedPanels _panels;
    private readonly string _real;
    private readonly string[] _results;
    private readonly string[] _lefts;

    public ProductDriverEmitter(ProductGroup group, PackedPanels panels, string real)
    {
        (_group, _panels, _real) = (group, panels, real);
        string[] passes = [.. Enumerable.Range(0, panels.Passes.Count).Select(Left)];
        _results = Letters(group.Results.Select(r => r.Name), "y", passes);

        // A product that starts from its own left operand may have named it so.
        _lefts = Letters(group.Lefts.Select(l => l.Name), "a", _results.SelectMany(r => new[] { r + "Start", r + "Result" }).Concat(passes));
    }

    /// <summary>What it computes: the weights tell the shapes, what else differs is which sums start from an addend.</summary>
    public string Products => _panels.Name + " " + string.Concat(_group.Views.Select(v => v.Addend is null ? '-' : '+'));

    public PackedPanels Panels => _panels;

    /// <summary>The names of the left operands.</summary>
    public IReadOnlyList<string> Lefts => _lefts;

    public IEnumerable<ProductShape> Shapes => _panels.Layout.Runs.Select(Shape);

    /// <summary>The left operands, an addend per result that has one, the results, the packed weights.</summary>
    public IEnumerable<string> Pointers => _lefts
        .Concat(_results.Where((_, g) => _group.Views[g].Addend is not null).Select(r => r + "Start"))
        .Concat(_results.Select(r => r + "Result")).Append("packed");

    /// <summary>Writes the method.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">Its name.</param>
    /// <param name="turns">Whether it takes a last argument, by which the last panel comes first.</param>
    /// <param name="ofOneRow">The same products of one row, if a stream has them.</param>
    public void Emit(SourceWriter writer, string name, bool turns, RowProduct? ofOneRow)
    {
        var layout = _panels.Layout;
        writer.Gap().Summary(Equation());
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\nprivate static void {name}({string.Concat(Pointers.Select(p => $"{_real}* {p}, "))}int rows{(turns ? $", bool {PanelLoop.Turned}" : "")})"))
        {
            if (ofOneRow is not null) RowCall.Emit(writer, "Kernels." + ofOneRow.Name, ofOneRow.Arguments(Pointers, turns ? PanelLoop.Turned : "false"));
            var passes = _panels.Passes;
            for (var p = 0; p < passes.Count; p++)
            {
                var pass = passes[p];
                var pointers = _lefts.Skip(pass.FirstLeft).Take(pass.Lefts).Select(l => pass.FirstColumn == 0 ? l : $"{l} + {Literal.Of(pass.FirstColumn)}");
                writer.Line($"{_real}** {Left(p)} = stackalloc {_real}*[] {{ {string.Join(", ", pointers)} }};");
            }

            writer.Line($"{_real}* panel = packed + {_panels.Name}Panels;");
            var loop = new PanelLoop(layout, _real, turns);
            foreach (var run in layout.Runs)
            {
                var row = $"{Literal.Of(layout.Results)} * {Literal.Of(run.Units)}";
                var length = $"{row} * ({Literal.Of(layout.HeadRows)} + {_panels.Name}Depth)";
                loop.Emit(writer, run, length, Shape(run).Ahead, (unit, next) => EmitCalls(writer, run, unit, next));
            }
        }
    }

    private static string[] Letters(IEnumerable<string> names, string fallback, IEnumerable<string> others)
    {
        var taken = new HashSet<string>(others.Concat(RowProductEmitter.Variables).Concat(PanelLoop.Variables), StringComparer.Ordinal) { "packed", "rows", "left" };
        return
        [
            .. names.Select(name =>
            {
                var letter = name.Substring(name.LastIndexOf('.') + 1);
                var stem = letter.Length > 0 ? Identifier.Camel(letter) : fallback;
                var unique = stem;
                for (var i = 2; !taken.Add(unique); i++) unique = stem + Literal.Of(i);
                return unique;
            }),
        ];
    }

    private ProductShape Shape(PanelRun run) => new(_panels.Layout.Results, run.Vectors, run.Lanes, _panels.Layout.PartsOf(run), _panels.Layout.IsSideBySide(run), _panels.IsFar && !_panels.Layout.IsSideBySide(run));

    /// <summary>Where a sum of a result starts, and where it is put.</summary>
    public (string Start, string Result) PortOf(int result) =>
        (_group.Views[result].Addend is not null ? _results[result] + "Start" : "", _results[result] + "Result");

    /// <summary>What it computes.</summary>
    public string Equation()
    {
        var sum = string.Join(" + ", _lefts.Select(l => $"{l}·W"));
        return string.Join("; ", _results.Select((r, g) =>
            $"{r} = {(_group.Views[g].Addend is not null ? "start + " : _group.Views[g].Biases.Count > 0 ? "b + " : "")}{sum}")) + ".";
    }

    private string Left(int pass) => "left" + (_panels.Passes.Count > 1 ? "Pass" + Literal.Of(pass) : "");

    private void EmitCalls(SourceWriter writer, PanelRun run, string unit, string? next)
    {
        var shape = Shape(run);
        var stride = _group.Columns.Name + "Stride";
        string At(string pointer) => VectorText.At(pointer, unit == "0" ? "" : unit);
        var passes = _panels.Passes;
        for (var p = 0; p < passes.Count; p++)
        {
            var pass = passes[p];
            var extent = _group.Lefts[pass.FirstLeft].Shape.Columns;
            writer.Line($"Kernels.{shape.Name}(");
            using (writer.Indent())
            {
                var weights = Literal.Of(_panels.Layout.HeadLength(run) + (_panels.Layout.WordDistance(run) * pass.Before));
                writer.Line($"{Left(p)}, {Literal.Of(pass.Lefts)}, {(pass.Columns == extent.Size ? extent.Name + "Size" : Literal.Of(pass.Columns))}, {extent.Name}Stride, "
                    + $"panel + {weights}, {(shape.IsSideBySide ? Literal.Of(shape.Lanes) : $"{Literal.Of(shape.Lanes)} * {_panels.Name}Depth")}{(next is not null ? $", {next} + {weights}" : "")}{(_panels.Format.HasScales ? $", panel + {Literal.Of(shape.RowLength)}" : "")}, rows, {stride},");
                for (var g = 0; g < _results.Length; g++)
                {
                    var bias = g == 0 ? "panel" : $"panel + {Literal.Of(g * shape.Width)}";
                    var start = p > 0 ? $"{At(_results[g] + "Result")}, {stride}"
                        : _group.Views[g].Addend is not null ? $"{At(_results[g] + "Start")}, {stride}"
                        : $"{bias}, 0";
                    writer.Line($"{start}, {At(_results[g] + "Result")}{(g == _results.Length - 1 ? ");" : ",")}");
                }
            }
        }
    }
}
