using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>The gradients of weights that have multiplied the same operand: a method for each node.</summary>
internal sealed partial class ProgramEmitter
{
    private readonly Dictionary<ReductionNode, string> _outerNames = [];

    private IEnumerable<ReductionNode> OuterProducts => _program.Flatten().OfType<ReductionNode>().Where(n => n.Op == Op.OuterProduct);

    private void NameOuterProducts()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in OuterProducts)
        {
            var first = node.Sums[0];
            var stem = first.Gradients.Count > 0 ? first.Gradients[0].Tensor.Name : first.Value.Name.Length > 0 ? first.Value.Name : "outer";
            var name = _program.Name + Pascal(stem) + "Gradient";
            var unique = name;
            for (var i = 2; !taken.Add(unique); i++) unique = name + Literal.Of(i);
            _outerNames.Add(node, unique);
        }
    }

    private void CallOuterProducts(SourceWriter writer, ReductionNode node, Place place, string rows, string worker)
    {
        var (name, first) = (_outerNames[node], node.Sums[0]);
        string[] operands = [worker, .. node.Sums.Select(s => _at.Pointer(s.Value.Operands[0], place)), _at.Pointer(first.Value.Operands[1], place)];
        if (node.Sums.Count > 1)
        {
            Call(writer, name, [.. operands, .. node.Sums.Select(s => TargetOf(s, s.Gradients[0])), RowLengthOf(first, first.Gradients[0]), rows]);
            return;
        }

        // A sum of its own may be a value, or the gradient of several parameters.
        if (first.IsRead) Call(writer, name, [.. operands, _plan.NameOf(first.Value), first.Value.Shape.Columns.Name + "Size", rows]);
        foreach (var gradient in first.Gradients) Call(writer, name, [.. operands, TargetOf(first, gradient), RowLengthOf(first, gradient), rows]);
    }

    private void EmitOuterProducts(SourceWriter writer, ReductionNode node)
    {
        string Each(string text) => string.Join(", ", Enumerable.Range(0, node.Sums.Count).Select(i => text + Literal.Of(i)));
        var (y, x, pointer) = (node.Sums[0].Value.Operands[0], node.Sums[0].Value.Operands[1], _real + "* ");
        writer.Gap().Summary("gradient += Σ yᵀ·x over the rows, for every y.");
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\nprivate static void {_outerNames[node]}(Worker worker, {Each(pointer + "y")}, {pointer}x, {Each(pointer + "gradient")}, int gradientStride, int rows)"))
        {
            writer.Line($"{_real}** y = stackalloc {_real}*[] {{ {Each("y")} }};");
            writer.Line($"{_real}** gradients = stackalloc {_real}*[] {{ {Each("gradient")} }};");
            Call(writer, "Kernels.OuterProducts", ["worker", Literal.Of(node.Sums.Count), "y", _at.Stride(y), Addresses.Size(y), "x", _at.Stride(x), Addresses.Size(x), "gradients", "gradientStride", "rows"]);
        }
    }

    private static string TargetOf(RowSum sum, ParameterAttribute gradient) => "gradients + " + PackingEmitter.Offset(gradient, sum.Value.Shape);

    private static string RowLengthOf(RowSum sum, ParameterAttribute gradient) => PackingEmitter.RowLength(gradient.Tensor, sum.Value.Shape);
}
