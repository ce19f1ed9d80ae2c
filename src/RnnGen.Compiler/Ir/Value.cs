namespace RnnGen.Compiler.Ir;

/// <summary>
/// One operation and its result, in SSA form. A value of a loop, seen from the loop, is the value at the current step; seen from
/// anywhere else it is the sequence of them. That makes moving an operation out of a loop a change of <see cref="Loop"/>, no more.
/// </summary>
public sealed class Value
{
    internal Value(GraphBuilder builder, int id, Op op, Shape shape, Loop? loop, IReadOnlyList<Value> operands, OpAttribute? attribute)
    {
        Builder = builder;
        Id = id;
        Op = op;
        Shape = shape;
        Loop = loop;
        Operands = operands;
        Attribute = attribute;
    }

    public GraphBuilder Builder { get; }

    public int Id { get; }

    public Op Op { get; }

    public Shape Shape { get; }

    /// <summary>The loop that computes this value step by step; null if it is computed at once.</summary>
    public Loop? Loop { get; }

    public IReadOnlyList<Value> Operands { get; }

    public OpAttribute? Attribute { get; }

    /// <summary>The letter of the equations, with the layer's name first: <c>gru1.r</c>; empty for anonymous values.</summary>
    public string Name { get; internal set; } = "";

    public Value Named(string name)
    {
        if (Name.Length == 0) Name = name;
        return this;
    }

    public T Get<T>()
        where T : OpAttribute => (T)Attribute!;

    public override string ToString() => Name.Length > 0 ? $"%{Id}:{Name}" : $"%{Id}";

    public static Value operator +(Value a, Value b) => a.Builder.Binary(Op.Add, a, b);

    public static Value operator -(Value a, Value b) => a.Builder.Binary(Op.Subtract, a, b);

    public static Value operator *(Value a, Value b) => a.Builder.Binary(Op.Multiply, a, b);

    public static Value operator -(Value a) => a.Builder.Unary(Op.Negate, a);

    public static Value operator -(double a, Value b) => b.Builder.Constant(a) - b;

    public static Value operator *(double a, Value b) => b.Builder.Constant(a) * b;
}
