using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>The gradients of weights that have multiplied the same operand: a method for each group of them.</summary>
internal sealed partial class ProgramEmitter
{
    private void CallOuterProducts(SourceWriter writer, OuterGroup group, Place place, string rows, string worker)
    {
        string[] operands = [worker, .. group.Lefts.Select(y => _at.Pointer(y, place)), _at.Pointer(group.X, place)];
        if (group.Nodes.Count > 1)
        {
            Call(writer, group.Name, [.. operands, .. group.Nodes.Select(n => TargetOf(n, n.Gradients[0])), RowLengthOf(group.Nodes[0], group.Nodes[0].Gradients[0]), rows]);
            return;
        }

        // A sum of its own may be a value, or the gradient of several parameters.
        var (node, value) = (group.Nodes[0], group.Nodes[0].Reduction);
        if (node.IsRead) Call(writer, group.Name, [.. operands, _plan.NameOf(value), value.Shape.Columns.Name + "Size", rows]);
        foreach (var gradient in node.Gradients) Call(writer, group.Name, [.. operands, TargetOf(node, gradient), RowLengthOf(node, gradient), rows]);
    }

    private void EmitOuterProducts(SourceWriter writer, OuterGroup group)
    {
        string Each(string text) => string.Join(", ", Enumerable.Range(0, group.Nodes.Count).Select(i => text + Literal.Of(i)));
        var (y, x, pointer) = (group.Lefts.First(), group.X, _real + "* ");
        writer.Gap().Summary("gradient += Σ yᵀ·x over the rows, for every y.");
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\nprivate static void {group.Name}(Worker worker, {Each(pointer + "y")}, {pointer}x, {Each(pointer + "gradient")}, int gradientStride, int rows)"))
        {
            writer.Line($"{_real}** y = stackalloc {_real}*[] {{ {Each("y")} }};");
            writer.Line($"{_real}** gradients = stackalloc {_real}*[] {{ {Each("gradient")} }};");
            Call(writer, "Kernels.OuterProducts", ["worker", Literal.Of(group.Nodes.Count), "y", _at.Stride(y), Addresses.Size(y), "x", _at.Stride(x), Addresses.Size(x), "gradients", "gradientStride", "rows"]);
        }
    }

    private static string TargetOf(ReductionNode node, ParameterAttribute gradient) => "gradients + " + PackingEmitter.Offset(gradient, node.Reduction.Shape);

    private static string RowLengthOf(ReductionNode node, ParameterAttribute gradient) => PackingEmitter.RowLength(gradient.Tensor, node.Reduction.Shape);
}
