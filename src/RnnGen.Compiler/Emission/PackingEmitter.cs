using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// The methods that derive the panels from the parameters, once after loading and once per optimizer step: one for each group of products, since a
/// large network has more of them than the JIT optimises in one method.
/// </summary>
internal static class PackingEmitter
{
    public static void Emit(SourceWriter writer, KernelRegistry registry, string real)
    {
        writer.Gap().Summary("Derives the packed weights from the parameters: each of the threads that do it together some panels of every group.");
        using (writer.OpenUnchecked($"internal static void Pack({real}* parameters, {real}* packed, Worker worker)"))
        {
            foreach (var panels in registry.Panels) writer.Line($"Pack{panels.Name}(parameters, packed + {panels.Name}Panels, worker);");
        }

        writer.Gap().Summary("A call of Pack, for the threads that do it together.");
        using (writer.Open($"internal struct PackCall({real}* parameters, {real}* packed)"))
        {
            writer.Line("internal static void Run(void* call, Worker worker) => ((PackCall*)call)->Run(worker);").Line();
            writer.Line("private readonly void Run(Worker worker) => Pack(parameters, packed, worker);");
        }

        foreach (var panels in registry.Panels)
        {
            writer.Gap().Summary($"The weights of {string.Join(", ", panels.Group.Results.Select(r => r.Name.Length > 0 ? r.Name : "y"))}.");
            using (writer.OpenUnchecked($"private static void Pack{panels.Name}({real}* parameters, {real}* panels, Worker worker)")) EmitPanels(writer, panels, real);
        }
    }

    private static void EmitPanels(SourceWriter writer, PackedPanels panels, string real)
    {
        var layout = panels.Layout;
        var (all, before) = (layout.Runs.Sum(r => r.Count), 0);
        writer.Line($"(int first, int count) = worker.Share({Literal.Of(all)});");
        foreach (var run in layout.Runs)
        {
            var (from, to) = ($"Math.Max(first, {Literal.Of(before)})", Literal.Of(before + run.Count));
            using (writer.Open($"for (int place = {(before == 0 ? "first" : from)}; place < {(before + run.Count == all ? "first + count" : $"Math.Min(first + count, {to})")}; place++)"))
            {
                var place = before == 0 ? "place" : $"(place - {Literal.Of(before)})";
                writer.Line($"int unit = {(run.FirstUnit == 0 ? $"{place} * {Literal.Of(run.Units)}" : $"{Literal.Of(run.FirstUnit)} + ({place} * {Literal.Of(run.Units)})")};");
                writer.Line($"{real}* panel = panels + ({place} * {Literal.Of(layout.RowLength(run))} * ({Literal.Of(layout.HeadRows)} + {panels.Name}Depth));");
                EmitPanel(writer, panels, run);
            }

            before += run.Count;
            if (before < all) writer.Line($"panels += {Literal.Of(run.Count)} * {Literal.Of(layout.RowLength(run))} * ({Literal.Of(layout.HeadRows)} + {panels.Name}Depth);");
        }
    }

    private static void EmitPanel(SourceWriter writer, PackedPanels panels, PanelRun run)
    {
        var group = panels.Group;
        var (row, head) = (panels.Layout.RowLength(run), panels.Layout.HeadLength(run));
        var units = group.Columns;
        var packing = WeightText.PackingOf(panels.Format);
        for (var g = 0; g < group.Results.Count; g++)
        {
            var view = group.Views[g];
            for (var v = 0; v < run.Vectors; v++)
            {
                var column = (g * run.Units) + (v * run.Lanes);
                var unit = v == 0 ? "unit" : $"(unit + {Literal.Of(v * run.Lanes)})";
                var lanes = Literal.Of(run.Lanes);

                // Only the very last vector may reach beyond the units; its rest is zero.
                var count = run.FirstUnit + (run.Count * run.Units) > units.Size ? $"Math.Min({lanes}, {units.Name}Size - {unit})" : lanes;
                EmitBias(writer, view, column, unit, lanes, count);
                var scales = panels.Format.HasScales ? $"panel + {Literal.Of(row + column)}" : "";
                if (scales.Length > 0) EmitScales(writer, panels, view, unit, scales, lanes, count);
                var before = 0;
                var block = ((g * run.Vectors) + v) * panels.Layout.BlockDistance(run);
                foreach (var (left, weights) in view.Terms)
                {
                    var target = $"panel + {Literal.Of(head + block + (panels.Layout.WordDistance(run) * before))}, {Literal.Of(panels.Layout.WordDistance(run))}, {lanes}, {count}{(scales.Length > 0 ? ", " + scales : "")}";
                    writer.Line(group.Transposed
                        ? $"{packing}.PackColumns({Columns(weights, unit)}, {target});"
                        : $"{packing}.PackRows({Rows(weights, unit)}, {target});");
                    before += panels.Format.Words(left.Shape.Columns.Size);
                }
            }
        }
    }

    /// <summary>A scale serves all weights of its unit, whatever left operands they belong to.</summary>
    private static void EmitScales(SourceWriter writer, PackedPanels panels, ProductView view, string unit, string scales, string lanes, string count)
    {
        var packing = WeightText.PackingOf(panels.Format);
        writer.Line($"new Span<float>({scales}, {lanes}).Clear();");
        foreach (var (_, weights) in view.Terms)
        {
            writer.Line(panels.Group.Transposed
                ? $"{packing}.WidenByColumns({Columns(weights, unit)}, {scales}, {count});"
                : $"{packing}.WidenByRows({Rows(weights, unit)}, {scales}, {count});");
        }
    }

    /// <summary>The rows of weights that units are, as arguments: the first, their distance, their length.</summary>
    private static string Rows(Value weights, string unit) =>
        $"parameters + {Offset(weights)} + ({unit} * {RowLength(weights)}), {RowLength(weights)}, {weights.Shape.Columns.Name}Size";

    /// <summary>The columns of weights that units are, as arguments: the first, the distance of rows, their number.</summary>
    private static string Columns(Value weights, string unit) =>
        $"parameters + {Offset(weights)} + {unit}, {RowLength(weights)}, {weights.Shape.Rows.Name}Size";

    private static void EmitBias(SourceWriter writer, ProductView view, int column, string unit, string lanes, string count)
    {
        var target = column == 0 ? "panel" : $"panel + {Literal.Of(column)}";
        var first = view.Biases.Count == 0 ? "parameters" : $"parameters + {Offset(view.Biases[0])} + {unit}";
        writer.Line($"WeightPacking.PackColumns({first}, 0, 1, {target}, 0, {lanes}, {(view.Biases.Count == 0 ? "0" : count)});");
        foreach (var bias in view.Biases.Skip(1))
            writer.Line($"WeightPacking.AddRow(parameters + {Offset(bias)} + {unit}, {target}, {count});");
    }

    /// <summary>Where a part of a parameter begins: <c>Gru1WeightIhL0 + (2 * Gru1Size * InputSize)</c>.</summary>
    internal static string Offset(Value parameter) => Offset(parameter.Get<ParameterAttribute>(), parameter.Shape);

    /// <inheritdoc cref="Offset(Value)"/>
    internal static string Offset(ParameterAttribute part, Shape shape)
    {
        var block = shape.Form == Form.Matrix ? shape.Rows : shape.Columns;
        var row = part.FirstRow % block.Size == 0 ? $"{Literal.Of(part.FirstRow / block.Size)} * {block.Name}Size" : Literal.Of(part.FirstRow);
        var name = ParameterName(part.Tensor);
        if (part.FirstRow > 0) name += shape.Form == Form.Matrix ? $" + ({row} * {RowLength(part.Tensor, shape)})" : $" + ({row})";
        return part.FirstColumn == 0 ? name : $"{name} + {Literal.Of(part.FirstColumn)}";
    }

    /// <summary>Elements from one row of the tensor to the next.</summary>
    internal static string RowLength(ParameterTensor tensor, Shape shape) =>
        tensor.Columns == shape.Columns.Size ? shape.Columns.Name + "Size" : Literal.Of(tensor.Columns);

    private static string RowLength(Value weights) => RowLength(weights.Get<ParameterAttribute>().Tensor, weights.Shape);

    internal static string ParameterName(ParameterTensor tensor) => Layers.Identifier.Pascal(tensor.Name);
}
