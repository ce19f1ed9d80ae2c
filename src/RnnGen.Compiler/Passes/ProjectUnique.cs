using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Passes;

/// <summary>
/// Multiplies the row of a table with weights once for every different token of a call, not once for every token: <c>E[x]·Wᵀ</c> is a row of
/// <c>E·Wᵀ</c>. It runs before differentiation, so that the gradients of equal tokens are added up first, and multiplied once, as well.
/// </summary>
public sealed class ProjectUnique(Graph source) : GraphRewriter(source)
{
    protected override Value Rewrite(Value value)
    {
        if (value.Op != Op.MatMul || value.Operands[0] is not { Op: Op.Gather, Shape.Time: true } rows) return base.Rewrite(value);
        return In(null, () =>
        {
            var unique = Target.Unique(Map(rows.Operands[0]));
            var table = Target.Gather(unique, Map(rows.Operands[1]), rows.Get<PaddingAttribute>().Id).Named(rows.Name + "_unique");
            return Target.FromUnique(Target.MatMul(table, Map(value.Operands[1])), unique);
        });
    }
}
