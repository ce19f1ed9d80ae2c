using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Passes;

/// <summary>
/// Multiplies the row of a table with weights once for every different token of a call, not once for every token: <c>E[x]·Wᵀ</c> is a row of
/// <c>E·Wᵀ</c>. It runs before differentiation, so that the gradients of equal tokens are added up first, and multiplied once, as well.
/// </summary>
public sealed class ProjectUnique(Graph source) : GraphRewriter(source)
{
    private readonly Dictionary<Value, List<Value>> _users = source.Users();

    /// <summary>All: an input that no result needs has a gradient as well, of zeros.</summary>
    protected override HashSet<Value> Needed => [.. Source.Values];

    protected override Value Rewrite(Value value)
    {
        if (value.Op != Op.MatMul || value.Operands[0] is not { Op: Op.Gather, Shape.Time: true } rows || !IsAlone(value, rows)) return base.Rewrite(value);
        return In(null, () =>
        {
            var unique = Target.Unique(Map(rows.Operands[0]));
            var table = Target.Gather(unique, Map(rows.Operands[1]), rows.Get<PaddingAttribute>().Id).Named(rows.Name + "_unique");
            return Target.FromUnique(Target.MatMul(table, Map(value.Operands[1])), unique);
        });
    }

    /// <summary>
    /// Whether the sum that it belongs to has no other product than those of the same tokens and of the states of its loop: one sum over all of them
    /// runs in the order of its terms, as that of a stream's step does.
    /// </summary>
    private bool IsAlone(Value value, Value rows)
    {
        var top = value;
        while (_users.TryGetValue(top, out var users) && users is [{ Op: Op.Add } sum]) top = sum;
        return Products(top).All(p => (p.Loop is not null && p.Operands[0].Loop == p.Loop) || p.Operands[0] is { Op: Op.Gather } other && other.Operands[0] == rows.Operands[0]);
    }

    private static IEnumerable<Value> Products(Value value) =>
        value.Op == Op.Add ? value.Operands.SelectMany(Products) : value.Op == Op.MatMul ? [value] : [];
}
