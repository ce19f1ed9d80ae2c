namespace RnnGen.Compiler.Ir;

/// <summary>A loop over the time steps, first to last or last to first, that carries states from step to step.</summary>
public sealed class Loop(string name, Axis axis, bool reverse)
{
    public string Name { get; } = name;

    public Axis Axis { get; } = axis;

    public bool Reverse { get; } = reverse;

    public List<LoopState> States { get; } = [];

    /// <summary>The arrow tells the direction: the adjoint of a loop has its name and runs the other way.</summary>
    public override string ToString() => Name + (Reverse ? " ←" : " →");
}

/// <summary>One state of a loop: what it starts from, what a step reads, what it leaves.</summary>
public sealed class LoopState(Loop loop, string name, Dimension columns, Value? initial)
{
    private Value? _next;

    public Loop Loop { get; } = loop;

    public string Name { get; } = name;

    public Dimension Columns { get; } = columns;

    /// <summary>Where the state starts; null stands for zeros.</summary>
    public Value? Initial { get; } = initial;

    /// <summary>The tensor of the caller that holds it between calls: <c>gru1.h</c>; of several stacked cells, which one is <see cref="Part"/>.</summary>
    public string Tensor { get; set; } = loop.Name + "." + name;

    public int Part { get; set; }

    public Value Next
    {
        get => _next ?? throw new InvalidOperationException($"State {Name} has no next value.");
        set => _next = value;
    }

    public bool HasNext => _next is not null;
}
