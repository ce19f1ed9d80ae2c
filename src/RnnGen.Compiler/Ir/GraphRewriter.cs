namespace RnnGen.Compiler.Ir;

/// <summary>
/// Copies a graph value by value; a pass overrides what becomes of those it is about. What no root needs is left behind, so that
/// every pass also removes dead code.
/// </summary>
public abstract class GraphRewriter(Graph source)
{
    private readonly Dictionary<Value, Value> _values = [];
    private readonly Dictionary<Loop, Loop> _loops = [];
    private readonly Dictionary<LoopState, LoopState> _states = [];

    protected Graph Source { get; } = source;

    protected GraphBuilder Target { get; } = new();

    /// <summary>The values that are copied.</summary>
    protected virtual HashSet<Value> Needed => Graph.Reach(Source.Roots.Select(r => r.Value));

    public Graph Run() => Build().ToGraph();

    /// <summary>The copy, for those who add to it.</summary>
    public GraphBuilder Build()
    {
        var needed = Needed;
        foreach (var value in Source.Values)
        {
            if (needed.Contains(value)) _values[value] = Rewrite(value).Named(value.Name);
        }

        foreach (var pair in _states) pair.Value.Next = Next(pair.Key, pair.Value);
        AddRoots();
        return Target;
    }

    /// <summary>What the pass makes of a value; its operands have been rewritten already.</summary>
    protected virtual Value Rewrite(Value value) => Copy(value, value.Loop);

    /// <summary>What the pass makes of the next value of a state.</summary>
    protected virtual Value Next(LoopState old, LoopState copy) => Map(old.Next);

    /// <summary>Where the copy of a state starts.</summary>
    protected virtual Value? Initial(LoopState old) => old.Initial is null ? null : Map(old.Initial);

    /// <summary>What the result is for.</summary>
    protected virtual void AddRoots()
    {
        foreach (var root in Source.Roots) Target.AddRoot(root with { Value = Map(root.Value) });
    }

    /// <summary>The states and their copies.</summary>
    protected IEnumerable<KeyValuePair<LoopState, LoopState>> StateCopies => _states;

    protected Value Map(Value value) => _values[value];

    /// <summary>The same operation on the rewritten operands, computed by <paramref name="loop"/> (of the source graph).</summary>
    protected Value Copy(Value value, Loop? loop)
    {
        var attribute = value.Attribute is StateAttribute state ? new StateAttribute(MapState(state.State)) : value.Attribute;
        return In(loop, () => Target.Create(value.Op, value.Shape, [.. value.Operands.Select(Map)], attribute));
    }

    /// <summary>Makes values within the counterpart of a loop of the source graph.</summary>
    protected Value In(Loop? loop, Func<Value> make) => Target.Within(loop is null ? null : MapLoop(loop), make);

    private Loop MapLoop(Loop loop)
    {
        if (!_loops.TryGetValue(loop, out var copy)) _loops.Add(loop, copy = Target.AddLoop(loop.Name, loop.Axis, loop.Reverse));
        return copy;
    }

    private LoopState MapState(LoopState state)
    {
        if (_states.TryGetValue(state, out var copy)) return copy;
        copy = Target.AddState(MapLoop(state.Loop), state.Name, state.Columns, Initial(state));
        (copy.Tensor, copy.Part) = (state.Tensor, state.Part);
        _states.Add(state, copy);
        return copy;
    }
}
