using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// The method that takes a group of products over all its panels. Left operands of one extent are terms of one kernel call; terms
/// of another extent are added by a call of their own.
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
        _results = Letters(group.Results.Select(r => r.Name), "y", []);

        // A product that starts from its own left operand may have named it so.
        _lefts = Letters(group.Lefts.Select(l => l.Name), "a", _results.SelectMany(r => new[] { r + "Start", r + "Result" }));
    }

    public IEnumerable<ProductShape> Shapes => _group.Layout.Runs.Select(Shape);

    /// <summary>Parameters: the left operands, an addend per result that has one, the results, the packed weights, the rows.</summary>
    private string Parameters => string.Join(", ", _lefts.Select(l => $"{_real}* {l}")
        .Concat(_results.Where((_, g) => _group.Views[g].Addend is not null).Select(r => $"{_real}* {r}Start"))
        .Concat(_results.Select(r => $"{_real}* {r}Result"))
        .Append($"{_real}* packed").Append("int rows"));

    public void Emit(SourceWriter writer, string name)
    {
        var layout = _group.Layout;
        writer.Gap().Summary(Equation());
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\nprivate static void {name}({Parameters})"))
        {
            var segments = Segments();
            for (var s = 0; s < segments.Count; s++)
            {
                writer.Line($"{_real}** left{(segments.Count > 1 ? Literal.Of(s) : "")} = stackalloc {_real}*[] {{ {string.Join(", ", segments[s].Names)} }};");
            }

            writer.Line($"{_real}* panel = packed + {_panels.Name}Panels;");
            foreach (var run in layout.Runs)
            {
                var end = run.FirstUnit + (run.Count * run.Units);
                var row = $"{Literal.Of(layout.Results)} * {Literal.Of(run.Units)}";
                var length = $"{row} * (1 + {_panels.Name}Depth)";
                if (run.Count == 1)
                {
                    EmitCalls(writer, run, segments, Literal.Of(run.FirstUnit));
                    if (run != layout.Runs[layout.Runs.Count - 1]) writer.Line($"panel += {length};");
                    continue;
                }

                using (writer.Open($"for (int unit = {Literal.Of(run.FirstUnit)}; unit < {Literal.Of(end)}; unit += {Literal.Of(run.Units)}, panel += {length})"))
                {
                    EmitCalls(writer, run, segments, "unit");
                }
            }
        }
    }

    private static string[] Letters(IEnumerable<string> names, string fallback, IEnumerable<string> others)
    {
        var taken = new HashSet<string>(others, StringComparer.Ordinal) { "packed", "rows", "panel", "left", "unit" };
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

    private ProductShape Shape(PanelRun run) => new(_group.Layout.Results, run.Vectors, run.Lanes);

    private string Equation()
    {
        var sum = string.Join(" + ", _lefts.Select(l => $"{l}·W"));
        return string.Join("; ", _results.Select((r, g) =>
            $"{r} = {(_group.Views[g].Addend is not null ? "start + " : _group.Views[g].Biases.Count > 0 ? "b + " : "")}{sum}")) + ".";
    }

    private List<(string[] Names, string Dimension, int Before)> Segments()
    {
        var segments = new List<(string[] Names, string Dimension, int Before)>();
        var before = 0;
        for (var i = 0; i < _lefts.Length;)
        {
            var columns = _group.Lefts[i].Shape.Columns;
            var count = _group.Lefts.Skip(i).TakeWhile(l => l.Shape.Columns.Size == columns.Size).Count();
            segments.Add(([.. _lefts.Skip(i).Take(count)], columns.Name, before));
            before += count * columns.Size;
            i += count;
        }

        return segments;
    }

    private void EmitCalls(SourceWriter writer, PanelRun run, List<(string[] Names, string Dimension, int Before)> segments, string unit)
    {
        var shape = Shape(run);
        var stride = _group.Columns.Name + "Stride";
        string At(string pointer) => VectorText.At(pointer, unit == "0" ? "" : unit);
        for (var s = 0; s < segments.Count; s++)
        {
            var (names, dimension, before) = segments[s];
            var left = segments.Count > 1 ? "left" + Literal.Of(s) : "left";
            writer.Line($"Kernels.{shape.Name}(");
            using (writer.Indent())
            {
                var weights = Literal.Of(shape.RowLength + (shape.Lanes * before));
                writer.Line($"{left}, {Literal.Of(names.Length)}, {dimension}Size, {dimension}Stride, "
                    + $"panel + {weights}, {Literal.Of(shape.Lanes)} * {_panels.Name}Depth, rows, {stride},");
                for (var g = 0; g < _results.Length; g++)
                {
                    var bias = g == 0 ? "panel" : $"panel + {Literal.Of(g * shape.Width)}";
                    var start = s > 0 ? $"{At(_results[g] + "Result")}, {stride}"
                        : _group.Views[g].Addend is not null ? $"{At(_results[g] + "Start")}, {stride}"
                        : $"{bias}, 0";
                    writer.Line($"{start}, {At(_results[g] + "Result")}{(g == _results.Length - 1 ? ");" : ",")}");
                }
            }
        }
    }
}
