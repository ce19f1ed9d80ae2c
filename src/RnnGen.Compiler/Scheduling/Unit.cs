using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>What is scheduled as one: an operation, a whole loop, or a result handed to the caller. The order is that of urgency.</summary>
internal enum UnitKind
{
    Source,
    Elementwise,
    Product,
    Reduction,
    Loop,
    Store,
}

/// <summary>A unit of the scheduler with what it waits for.</summary>
internal sealed class Unit(UnitKind kind, IReadOnlyList<Value> values, Loop? loop, Root? store)
{
    public UnitKind Kind { get; } = kind;

    public IReadOnlyList<Value> Values { get; } = values;

    public Loop? Loop { get; } = loop;

    public Root? Store { get; } = store;

    /// <summary>Whether it works on sequences, and so belongs into a region.</summary>
    public bool Time { get; } =
        store is not null ? store.Value.Shape.Time
        : loop is not null || values[0].Shape.Time || values[0].Operands.Any(o => o.Shape.Time);

    /// <summary>Units that must come before.</summary>
    public HashSet<Unit> Before { get; } = [];

    /// <summary>Units whose whole region must come before: this one needs what is there after the last step.</summary>
    public HashSet<Unit> Closed { get; } = [];

    public static UnitKind KindOf(Op op) => op switch
    {
        Op.Input or Op.DropoutMask => UnitKind.Source,
        Op.Product => UnitKind.Product,
        _ when op.IsReduction() => UnitKind.Reduction,
        _ when op.IsElementwise() => UnitKind.Elementwise,
        _ => throw new InvalidOperationException($"{op} cannot be scheduled: the passes should have replaced it."),
    };
}
