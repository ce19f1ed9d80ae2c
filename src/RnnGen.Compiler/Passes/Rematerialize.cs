using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Passes;

/// <summary>
/// Lets the backward pass compute cheap forward values again (1 − z) instead of reading them from memory, where all they are made
/// of is kept anyway.
/// </summary>
public sealed class Rematerialize : GraphRewriter
{
    private readonly HashSet<Value> _forward;
    private readonly HashSet<Value> _recomputed = [];

    public Rematerialize(Graph source)
        : base(source)
    {
        _forward = Graph.Reach(source.Roots.Where(r => r.Kind is RootKind.Output or RootKind.State or RootKind.Buffer or RootKind.Loss).Select(r => r.Value));
        var states = new HashSet<Value>(source.Loops.SelectMany(l => l.States).Select(s => s.Next));
        var wanted = new HashSet<Value>();
        var kept = new HashSet<Value>();
        foreach (var reader in source.Values.Where(v => !_forward.Contains(v)))
        {
            foreach (var operand in reader.Operands.Where(_forward.Contains))
            {
                var cheap = reader.Op.IsElementwise() && operand.Op.IsCheap() && operand.Shape.Form == Form.Plane && !states.Contains(operand);
                (cheap ? wanted : kept).Add(operand);
            }
        }

        // Forward order: what a value is made of has been decided before the value itself.
        foreach (var value in source.Values.Where(v => wanted.Contains(v) && !kept.Contains(v)))
        {
            if (value.Operands.All(o => o.Op is Op.Constant or Op.Constants or Op.Parameter or Op.InverseCount || kept.Contains(o) || _recomputed.Contains(o)))
                _recomputed.Add(value);
            else
                kept.Add(value);
        }
    }

    protected override Value Rewrite(Value value)
    {
        if (_forward.Contains(value) || !value.Operands.Any(_recomputed.Contains)) return base.Rewrite(value);
        return In(value.Loop, () =>
        {
            Value[] operands = [.. value.Operands.Select(Again)];
            return Target.Create(value.Op, value.Shape, operands, value.Attribute);
        });
    }

    /// <summary>The value itself, or, if it is to be recomputed, a copy in the current scope.</summary>
    private Value Again(Value value) =>
        _recomputed.Contains(value)
            ? Target.Create(value.Op, value.Shape, [.. value.Operands.Select(Again)], value.Attribute)
            : Map(value);
}
