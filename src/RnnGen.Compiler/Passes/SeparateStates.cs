using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Passes;

/// <summary>Gives every state a next value of its own, computed by its loop, so that each state owns the memory it lies in.</summary>
public sealed class SeparateStates(Graph source) : GraphRewriter(source)
{
    private readonly HashSet<Value> _taken = [];

    protected override Value Next(LoopState old, LoopState copy)
    {
        var next = Map(old.Next);
        while (next.Loop != copy.Loop || next.Op == Op.Previous || !_taken.Add(next)) next = In(old.Loop, () => Target.Unary(Op.Copy, next));
        return next;
    }
}
