using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Passes;

/// <summary>
/// Moves products that no state of their loop depends on behind the loop, with all that reads them: the gradient of a layer's
/// input then is one product over all steps.
/// </summary>
public sealed class SinkProducts : GraphRewriter
{
    private readonly HashSet<Value> _sunk = [];

    public SinkProducts(Graph source)
        : base(source)
    {
        var carried = new HashSet<Value>();
        foreach (var loop in source.Loops)
        {
            foreach (var state in loop.States) Carry(state.Next, loop, carried);
        }

        foreach (var value in source.Values.Where(v => v.Loop is not null && !carried.Contains(v)))
        {
            if ((value.Op == Op.Product && value.Operands.All(o => o.Shape.Form != Form.Plane || o.Shape.Time)) || value.Operands.Any(_sunk.Contains)) _sunk.Add(value);
        }
    }

    protected override Value Rewrite(Value value) => Copy(value, _sunk.Contains(value) ? null : value.Loop);

    private static void Carry(Value value, Loop loop, HashSet<Value> carried)
    {
        if (value.Loop != loop || !carried.Add(value)) return;
        foreach (var operand in value.Operands) Carry(operand, loop, carried);
    }
}
