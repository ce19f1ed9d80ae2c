namespace RnnGen.Compiler.Ir;

/// <summary>
/// Makes values. Equal operations become one value, and trivial arithmetic is done at once, so that no pass has to come back for it.
/// </summary>
public sealed class GraphBuilder
{
    private readonly List<Value> _values = [];
    private readonly List<Loop> _loops = [];
    private readonly List<Root> _roots = [];
    private readonly Dictionary<string, Value> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<OpAttribute, int> _attributes = [];

    /// <summary>The loop new values belong to; null outside of loops.</summary>
    public Loop? Scope { get; private set; }

    public IReadOnlyList<Value> Values => _values;

    public IReadOnlyList<Root> Roots => _roots;

    public IReadOnlyList<Loop> Loops => _loops;

    public Loop AddLoop(string name, bool reverse)
    {
        var loop = new Loop(name, reverse);
        _loops.Add(loop);
        return loop;
    }

    /// <summary>Runs <paramref name="body"/> with new values belonging to <paramref name="loop"/>.</summary>
    public T Within<T>(Loop? loop, Func<T> body)
    {
        var outer = Scope;
        Scope = loop;
        try
        {
            return body();
        }
        finally
        {
            Scope = outer;
        }
    }

    public LoopState AddState(Loop loop, string name, Dimension columns, Value? initial)
    {
        var state = new LoopState(loop, name, columns, initial);
        loop.States.Add(state);
        return state;
    }

    public void AddRoot(RootKind kind, string name, int index, Value value) => _roots.Add(new Root(kind, name, index, value));

    public Graph ToGraph() => new(_values, _loops, _roots);

    public Value Input(string name, int part, Dimension columns, bool time) =>
        Within(null, () => Create(Op.Input, Shape.Plane(columns, time), [], new InputAttribute(name, part)).Named(name));

    /// <summary>Rows <paramref name="firstRow"/>… of a matrix parameter.</summary>
    public Value Weights(ParameterTensor tensor, int firstRow, Dimension rows, Dimension columns) =>
        Within(null, () => Create(Op.Parameter, Shape.Matrix(rows, columns), [], new ParameterAttribute(tensor, firstRow)));

    /// <summary>Elements <paramref name="first"/>… of a vector parameter.</summary>
    public Value Bias(ParameterTensor tensor, int first, Dimension columns) =>
        Within(null, () => Create(Op.Parameter, Shape.Vector(columns), [], new ParameterAttribute(tensor, first)));

    public Value Constant(double number) => Within(null, () => Create(Op.Constant, Shape.Scalar, [], new ConstantAttribute(number)));

    public Value InverseCount(Shape plane) =>
        Within(null, () => Create(Op.InverseCount, Shape.Scalar, [], new CountAttribute(plane.Columns, plane.Time)));

    public Value DropoutMask(Shape plane, float rate, int stream) =>
        Within(null, () => Create(Op.DropoutMask, plane, [], new DropoutAttribute(rate, stream)));

    public Value Previous(LoopState state) =>
        Within(state.Loop, () => Create(Op.Previous, Shape.Plane(state.Columns, time: true), [], new StateAttribute(state)));

    public Value Final(LoopState state) =>
        Within(null, () => Create(Op.Final, Shape.Plane(state.Columns, time: false), [], new StateAttribute(state)));

    public Value Unary(Op op, Value x) =>
        op == Op.Negate && x.Op == Op.Negate ? x.Operands[0] : Create(op, x.Shape, [x], null);

    public Value Binary(Op op, Value a, Value b)
    {
        if (op == Op.Add && IsConstant(a, 0)) return b;
        if (op is Op.Add or Op.Subtract && IsConstant(b, 0)) return a;
        if (op == Op.Multiply && IsConstant(a, 1)) return b;
        if (op == Op.Multiply && IsConstant(b, 1)) return a;
        if (op == Op.Multiply && b.Op == Op.Constant) (a, b) = (b, a);
        return Create(op, Broadcast(a.Shape, b.Shape), [a, b], null);
    }

    /// <summary>x·Wᵀ: <c>[…, K] × [N, K] → […, N]</c>.</summary>
    public Value MatMul(Value x, Value weights) =>
        Create(Op.MatMul, Shape.Plane(weights.Shape.Rows, x.Shape.Time || Scope is not null), [x, weights], null);

    /// <summary>y·W: <c>[…, N] × [N, K] → […, K]</c>.</summary>
    public Value MatMulTransposed(Value y, Value weights) =>
        Create(Op.MatMulTransposed, Shape.Plane(weights.Shape.Columns, y.Shape.Time || Scope is not null), [y, weights], null);

    /// <summary>Σ yᵀx over samples and steps: <c>[…, N] × […, K] → [N, K]</c>.</summary>
    public Value OuterProduct(Value y, Value x) =>
        Within(null, () => Create(Op.OuterProduct, Shape.Matrix(y.Shape.Columns, x.Shape.Columns), [y, x], null));

    /// <summary>Σ y over samples and steps: <c>[…, N] → [N]</c>.</summary>
    public Value SumRows(Value y) => Within(null, () => Create(Op.SumRows, Shape.Vector(y.Shape.Columns), [y], null));

    public Value Mean(Value x) => Within(null, () => Create(Op.Mean, Shape.Scalar, [x], null));

    /// <summary>Any operation, for passes; an equal one that exists already is returned.</summary>
    public Value Create(Op op, Shape shape, IReadOnlyList<Value> operands, OpAttribute? attribute)
    {
        if (Scope is not null && shape.Form == Form.Plane && !shape.Time) shape = shape with { Time = true };
        var key = Key(op, shape, operands, attribute);
        if (_known.TryGetValue(key, out var known)) return known;
        var value = new Value(this, _values.Count, op, shape, Scope, operands, attribute);
        _values.Add(value);
        _known.Add(key, value);
        return value;
    }

    private static bool IsConstant(Value value, double number) => value.Attribute is ConstantAttribute constant && constant.Number.Equals(number);

    private static Shape Broadcast(Shape a, Shape b)
    {
        var wider = a.Form >= b.Form ? a : b;
        return wider.Form == Form.Plane ? wider with { Time = a.Time || b.Time } : wider;
    }

    private string Key(Op op, Shape shape, IReadOnlyList<Value> operands, OpAttribute? attribute)
    {
        var number = 0;
        if (attribute is not null && !_attributes.TryGetValue(attribute, out number)) _attributes.Add(attribute, number = _attributes.Count + 1);
        var scope = Scope is null ? -1 : _loops.IndexOf(Scope);
        return $"{(int)op} {shape} {scope} {number} {string.Join(" ", operands.Select(o => o.Id))}";
    }
}
