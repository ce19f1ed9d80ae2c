using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>What is scheduled as one: an operation, a whole loop, or a result handed to the caller. The order is that of urgency.</summary>
internal enum UnitKind
{
    Source,
    Elementwise,
    Scalar,
    Call,
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

    /// <summary>The axis whose regions it belongs into; null if it does not work on sequences.</summary>
    public Axis? Axis { get; } = store is not null ? store.Value.Shape.Axis : loop is not null ? loop.Axis : AxisOf(values[0]);

    /// <summary>Whether it is a loop whose steps take long: those of loops without products are short.</summary>
    public bool IsLong { get; } = loop is not null && values.Any(v => v.Op == Op.Product);

    /// <summary>Units that must come before.</summary>
    public HashSet<Unit> Before { get; } = [];

    /// <summary>Units whose whole region must come before: this one needs what is there after the last step.</summary>
    public HashSet<Unit> Closed { get; } = [];

    public static UnitKind KindOf(Value value) => value.Op switch
    {
        Op.Input or Op.DropoutMask => UnitKind.Source,
        Op.Product => UnitKind.Product,
        Op.MatMul or Op.MatMulTransposed => throw new InvalidOperationException($"{value.Op} cannot be scheduled: the passes should have replaced it."),
        _ when value.Op.IsReduction() => UnitKind.Reduction,
        _ when value.Op.IsElementwise() => value.Shape.Form == Form.Scalar ? UnitKind.Scalar : UnitKind.Elementwise,
        _ => UnitKind.Call,
    };

    /// <summary>A reduction runs along the steps of what it sums, everything else along its own.</summary>
    private static Axis? AxisOf(Value value) => value.Op.IsReduction() ? value.Operands[0].Shape.Axis : value.Shape.Axis;
}
