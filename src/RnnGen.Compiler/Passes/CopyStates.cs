using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Passes;

/// <summary>
/// Where samples have lengths, lets products over many steps read copies of states. A state is kept for every sample at every step,
/// whether it counts or not; a copy has rows only where steps count, and lies without gaps.
/// </summary>
public sealed class CopyStates(Graph source) : GraphRewriter(source)
{
    private readonly HashSet<Axis> _axes = [.. source.Values.Where(v => v.Op == Op.LengthMask).Select(v => v.Shape.Axis!)];
    private readonly HashSet<Value> _states =
    [
        .. source.Values.Where(v => v.Op == Op.Previous), .. source.Loops.SelectMany(l => l.States).Select(s => s.Next),
    ];

    protected override Value Rewrite(Value value)
    {
        if (value.Loop is not null || value.Op is not (Op.Product or Op.OuterProduct) || !value.Operands.Any(IsState)) return base.Rewrite(value);
        return In(null, () => Target.Create(value.Op, value.Shape, [.. value.Operands.Select(o => IsState(o) ? CopyOf(o) : Map(o))], value.Attribute));
    }

    private bool IsState(Value value) => _states.Contains(value) && _axes.Contains(value.Shape.Axis!);

    private Value CopyOf(Value state) => In(state.Loop, () => Target.Unary(Op.Copy, Map(state)).Named(state.Name.Length > 0 ? state.Name + "_rows" : ""));
}
