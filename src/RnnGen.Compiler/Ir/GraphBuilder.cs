using RnnGen.Compiler.Spec;

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

    /// <inheritdoc cref="Within{T}"/>
    public void Within(Loop? loop, Action body) => Within(loop, () =>
    {
        body();
        return true;
    });

    public Loop AddLoop(string name, Axis axis, bool reverse)
    {
        var loop = new Loop(name, axis, reverse);
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

    public void AddRoot(RootKind kind, string name, int index, Value value) => AddRoot(new Root(kind, name, index, value));

    /// <summary>A result for a tensor of the caller.</summary>
    public void AddRoot(RootKind kind, TensorId tensor, int index, Value value) => AddRoot(new Root(kind, tensor.Name, index, value) { Tensor = tensor });

    public void AddRoot(Root root) => _roots.Add(root);

    public Graph ToGraph() => new(_values, _loops, _roots);

    /// <summary>An input of the model.</summary>
    public Value Input(string name, int part, Dimension columns, Axis? axis) => Input(new TensorId(TensorRole.Input, name), part, columns, axis);

    /// <summary>Numbers of the caller.</summary>
    public Value Input(TensorId tensor, int part, Dimension columns, Axis? axis) =>
        Within(null, () => Create(Op.Input, Shape.Plane(columns, axis), [], new InputAttribute(tensor, part)).Named(tensor.Name));

    /// <summary>Whole numbers of the caller.</summary>
    public Value Tokens(TensorId tensor, Axis? axis) =>
        Within(null, () => Create(Op.Input, Shape.Tokens(axis), [], new InputAttribute(tensor, 0)).Named(tensor.Name));

    /// <summary>Rows <paramref name="firstRow"/>… of a matrix parameter.</summary>
    public Value Weights(ParameterTensor tensor, int firstRow, Dimension rows, Dimension columns) => Part(tensor, firstRow, 0, Shape.Matrix(rows, columns));

    /// <summary>Elements <paramref name="first"/>… of a vector parameter.</summary>
    public Value Bias(ParameterTensor tensor, int first, Dimension columns) => Part(tensor, first, 0, Shape.Vector(columns));

    public Value Constant(double number) => Within(null, () => Create(Op.Constant, Shape.Scalar, [], new ConstantAttribute(number)));

    /// <summary>A row of numbers, the same for every sample and step.</summary>
    public Value Constants(EquatableArray<double> numbers, string name) =>
        Within(null, () => Create(Op.Constants, Shape.Vector(new Dimension(name, numbers.Count)), [], new ConstantsAttribute(numbers)));

    public Value InverseCount(Shape plane) =>
        Within(null, () => Create(Op.InverseCount, Shape.Scalar, [], new CountAttribute(plane.Columns, plane.Axis)));

    public Value DropoutMask(Shape plane, float rate, int stream) =>
        Within(null, () => Create(Op.DropoutMask, plane, [], new DropoutAttribute(rate, stream)));

    public Value Previous(LoopState state) =>
        Within(state.Loop, () => Create(Op.Previous, Shape.Plane(state.Columns, state.Loop.Axis), [], new StateAttribute(state)));

    public Value Final(LoopState state) =>
        Within(null, () => Create(Op.Final, Shape.Plane(state.Columns, null), [], new StateAttribute(state)));

    public Value Unary(Op op, Value x) =>
        op == Op.Negate && x.Op == Op.Negate ? x.Operands[0] : Create(op, InScope(x.Shape), [x], null);

    public Value Binary(Op op, Value a, Value b)
    {
        if (op == Op.Add && IsConstant(a, 0)) return b;
        if (op is Op.Add or Op.Subtract && IsConstant(b, 0)) return a;
        if (op == Op.Multiply && IsConstant(Narrow(a), 1) && !b.Shape.IsNarrowerThan(a.Shape)) return b;
        if (op == Op.Multiply && IsConstant(Narrow(b), 1) && !a.Shape.IsNarrowerThan(b.Shape)) return a;
        if (op == Op.Multiply && b.Op == Op.Constant) (a, b) = (b, a);
        return Create(op, Broadcast(a.Shape, b.Shape), [a, b], null);
    }

    /// <summary>a where the mask is 1, b where it is 0.</summary>
    public Value Select(Value mask, Value a, Value b) => IsConstant(Narrow(mask), 1) ? a : Create(Op.Select, Broadcast(mask.Shape, Broadcast(a.Shape, b.Shape)), [mask, a, b], null);

    /// <summary>The same numbers in a wider shape.</summary>
    public Value Broadcast(Value x, Shape shape) => InScope(x.Shape) == InScope(shape) ? x : Create(Op.Broadcast, InScope(shape), [x], null);

    /// <summary>x·Wᵀ: <c>[…, K] × [N, K] → […, N]</c>. Columns side by side need not lie so: the product is the sum of theirs.</summary>
    public Value MatMul(Value x, Value weights)
    {
        if (x.Op != Op.Concat) return Create(Op.MatMul, InScope(Shape.Plane(weights.Shape.Rows, x.Shape.Axis)), [x, weights], null);
        Value? sum = null;
        var first = 0;
        foreach (var part in x.Operands)
        {
            var product = MatMul(part, ColumnsOf(weights, first, part.Shape.Columns));
            sum = sum is null ? product : sum + product;
            first += part.Shape.Columns.Size;
        }

        return sum!;
    }

    /// <summary>y·W: <c>[…, N] × [N, K] → […, K]</c>.</summary>
    public Value MatMulTransposed(Value y, Value weights) =>
        Create(Op.MatMulTransposed, InScope(Shape.Plane(weights.Shape.Columns, y.Shape.Axis)), [y, weights], null);

    /// <summary>Σ yᵀx over samples and steps: <c>[…, N] × […, K] → [N, K]</c>.</summary>
    public Value OuterProduct(Value y, Value x) =>
        Within(null, () => Create(Op.OuterProduct, Shape.Matrix(y.Shape.Columns, x.Shape.Columns), [y, x], null));

    /// <summary>Σ y over samples and steps: <c>[…, N] → [N]</c>.</summary>
    public Value SumRows(Value y) => Within(null, () => Create(Op.SumRows, Shape.Vector(y.Shape.Columns), [y], null));

    /// <summary>The sum of all elements.</summary>
    public Value Sum(Value x) => Within(null, () => Create(Op.Sum, Shape.Scalar, [x], null));

    /// <summary>The mean of all elements.</summary>
    public Value Mean(Value x) => Within(null, () => InverseCount(x.Shape) * Sum(x));

    /// <summary>Σ over the columns of every row: <c>[…, N] → […, 1]</c>.</summary>
    public Value SumColumns(Value x) => Create(Op.SumColumns, InScope(Shape.Plane(Dimension.Column, x.Shape.Axis)), [x], null);

    /// <summary>The largest of the columns of every row: <c>[…, N] → […, 1]</c>. No gradient passes.</summary>
    public Value MaxColumns(Value x) => Create(Op.MaxColumns, InScope(Shape.Plane(Dimension.Column, x.Shape.Axis)), [x], null);

    /// <summary>Columns side by side: <c>[…, M], […, N] → […, M + N]</c>.</summary>
    public Value Concat(string name, params IReadOnlyList<Value> parts)
    {
        if (parts.Count == 1) return parts[0];
        Value[] flat = [.. parts.SelectMany(p => p.Op == Op.Concat ? p.Operands : [p])];
        var axis = flat.Select(p => p.Shape.Axis).FirstOrDefault(a => a is not null);
        return Create(Op.Concat, InScope(Shape.Plane(new Dimension(name, flat.Sum(p => p.Shape.Columns.Size)), axis)), flat, null);
    }

    /// <summary>Columns in turns: <c>y[i·n + j] = parts[j][i]</c> of n parts, <c>[…, N], […, N] → […, N·n]</c>.</summary>
    public Value Interleave(string name, params IReadOnlyList<Value> parts)
    {
        if (parts.Count == 1) return parts[0];
        var columns = new Dimension(name, parts.Count * parts[0].Shape.Columns.Size);
        return Create(Op.Interleave, InScope(Shape.Plane(columns, parts[0].Shape.Axis)), parts, null);
    }

    /// <summary>Some columns, of every <paramref name="step"/> one: <c>[…, N] → […, n]</c>. Only gradients need it.</summary>
    public Value Slice(Value x, int first, Dimension columns, int step = 1) =>
        Create(Op.Slice, InScope(Shape.Plane(columns, x.Shape.Axis)), [x], new SliceAttribute(first, step));

    /// <summary>The row over and over: <c>y[j·N + i] = x[i]</c>, […, N] → […, n·N].</summary>
    public Value Tile(Value x, Dimension columns) => Create(Op.Tile, InScope(Shape.Plane(columns, x.Shape.Axis)), [x], null);

    /// <summary>The sum of what a row repeats: <c>y[i] = Σⱼ x[j·N + i]</c>, […, n·N] → […, N].</summary>
    public Value SumTiles(Value x, Dimension columns) => Create(Op.SumTiles, InScope(Shape.Plane(columns, x.Shape.Axis)), [x], null);

    /// <summary>Every column N times: <c>y[j·N + i] = x[j]</c>, […, n] → […, n·N].</summary>
    public Value Stretch(Value x, Dimension columns) => Create(Op.Stretch, InScope(Shape.Plane(columns, x.Shape.Axis)), [x], null);

    /// <summary>The sums of n runs of columns: <c>y[j] = Σᵢ x[j·N + i]</c>, […, n·N] → […, n].</summary>
    public Value SumRuns(Value x, Dimension columns) => Create(Op.SumRuns, InScope(Shape.Plane(columns, x.Shape.Axis)), [x], null);

    /// <summary>What x was some steps before, or, if negative, will be after: <c>y[t] = x[t − steps]</c>, zeros where there is no such step.</summary>
    public Value Shift(Value x, int steps) => steps == 0 ? x : Within(null, () => Create(Op.Shift, x.Shape, [x], new ShiftAttribute(steps)));

    /// <summary>
    /// The steps of every window side by side: <c>[T, B, N] → [T', B, N·n]</c>, y[t', i·n + j] = column i of the window's j-th step; zeros
    /// beyond the ends.
    /// </summary>
    public Value Windows(Value x, Axis axis, WindowSide down, WindowSide across, string name)
    {
        if (axis == x.Shape.Axis && down == WindowSide.One && across == WindowSide.One) return x;
        var attribute = new WindowsAttribute(down, across);
        var columns = attribute.Count == 1 ? x.Shape.Columns : new Dimension(name, x.Shape.Columns.Size * attribute.Count);
        return Within(null, () => Create(Op.Windows, Shape.Plane(columns, axis), [x], attribute));
    }

    /// <summary>Every step the sum of what windows hold of it: <c>[T', B, N·n] → [T, B, N]</c>.</summary>
    public Value SumWindows(Value y, Axis axis, Dimension columns, WindowsAttribute windows) =>
        Within(null, () => Create(Op.SumWindows, Shape.Plane(columns, axis), [y], windows));

    /// <summary>Row t of a table for step t: <c>[S, N] → [T, B, N]</c> for at most S steps.</summary>
    public Value GatherSteps(Value table, Axis axis) => Within(null, () => Create(Op.GatherSteps, Shape.Plane(table.Shape.Columns, axis), [table], null));

    /// <summary>The rows of y added up by their step: the gradient of a table.</summary>
    public Value ScatterSteps(Value y, Shape table) => Within(null, () => Create(Op.ScatterSteps, table, [y], null));

    /// <summary>Rows of a table by their ids: <c>[T, B] tokens × [V, N] → [T, B, N]</c>; the gradient of row <paramref name="padding"/> is not wanted.</summary>
    public Value Gather(Value tokens, Value table, int padding) =>
        Within(null, () => Create(Op.Gather, Shape.Plane(table.Shape.Columns, tokens.Shape.Axis), [tokens, table], new PaddingAttribute(padding)));

    /// <summary>Every different token once: <c>[T, B] tokens → [U, B] tokens</c>.</summary>
    public Value Unique(Value tokens) =>
        Within(null, () => Create(Op.Unique, Shape.Tokens(Axis.Unique(tokens.Get<InputAttribute>().Tensor.Name)), [tokens], null));

    /// <summary>For every token the row of the different one that it is: <c>[U, B, N] → [T, B, N]</c>.</summary>
    public Value FromUnique(Value x, Value unique) =>
        Within(null, () => Create(Op.FromUnique, Shape.Plane(x.Shape.Columns, unique.Operands[0].Shape.Axis), [x, unique], null));

    /// <summary>The rows of y added up by the different token that each is: <c>[T, B, N] → [U, B, N]</c>.</summary>
    public Value SumByUnique(Value y, Value unique) =>
        Within(null, () => Create(Op.SumByUnique, Shape.Plane(y.Shape.Columns, unique.Shape.Axis), [y, unique], null)).Named(y.Name.Length > 0 ? y.Name + "_unique" : "");

    /// <summary>The rows of y added up by their ids: the gradient of a table.</summary>
    public Value ScatterRows(Value y, Value tokens, Shape table, int padding) =>
        Within(null, () => Create(Op.ScatterRows, table, [y, tokens], new PaddingAttribute(padding)));

    /// <summary>1 in the column of the id, 0 in all others; zeros for an id that is no column.</summary>
    public Value OneHot(Value tokens, Dimension columns) =>
        Within(null, () => Create(Op.OneHot, Shape.Plane(columns, tokens.Shape.Axis), [tokens], null));

    /// <summary>1 at every step that holds a token, 0 at padding.</summary>
    public Value TokenMask(Value tokens, int padding) =>
        Within(null, () => Create(Op.TokenMask, Shape.Plane(Dimension.Column, tokens.Shape.Axis), [tokens], new PaddingAttribute(padding)));

    /// <summary>1 at every step before a sample's length.</summary>
    public Value LengthMask(Value lengths, Axis axis) =>
        Within(null, () => Create(Op.LengthMask, Shape.Plane(Dimension.Column, axis), [lengths], null));

    /// <summary>Row t has 1 at the columns up to t: what a step may look at.</summary>
    public Value CausalMask(Axis axis, Dimension columns) => Within(null, () => Create(Op.CausalMask, Shape.Plane(columns, axis), [], null));

    /// <summary>Row t has sin(t / 10000^(2i/N)) in column 2i and the cosine of the same in the next.</summary>
    public Value Waves(Axis axis, Dimension columns) => Within(null, () => Create(Op.Waves, Shape.Plane(columns, axis), [], null));

    /// <summary>A mask over time as a row per sample: <c>[T, B, 1] → [B, S]</c>; columns beyond the last step are 0.</summary>
    public Value MaskRow(Value mask, Dimension columns) => Within(null, () => Create(Op.MaskRow, Shape.Plane(columns, null), [mask], null));

    /// <summary>q·k for every row q and every step of keys: <c>[…, N] × [S, B, N] → […, S]</c>, zeros beyond the last key.</summary>
    public Value SequenceDot(Value queries, Value keys, Dimension columns) =>
        Create(Op.SequenceDot, InScope(Shape.Plane(columns, queries.Shape.Axis)), [queries, keys], null);

    /// <summary>Σ w[s]·v[s] over the steps of values for every row of weights: <c>[…, S] × [S, B, N] → […, N]</c>.</summary>
    public Value SequenceMix(Value weights, Value values) =>
        Create(Op.SequenceMix, InScope(Shape.Plane(values.Shape.Columns, weights.Shape.Axis)), [weights, values], null);

    /// <summary>Σ w[…, s]·q over the rows of a sample, for every step s: <c>[…, S] × […, N] → [S, B, N]</c>.</summary>
    public Value SequenceOuter(Value weights, Value queries, Axis axis) =>
        Within(null, () => Create(Op.SequenceOuter, Shape.Plane(queries.Shape.Columns, axis), [weights, queries], null));

    /// <summary>All steps in one row: <c>[T, B, N] → [B, S·N]</c> for at most S steps, zeros beyond the last.</summary>
    public Value StepsToColumns(Value x, Dimension columns) => Within(null, () => Create(Op.StepsToColumns, Shape.Plane(columns, null), [x], null));

    /// <summary>The columns of a row as steps: <c>[B, T·N] → [T, B, N]</c>.</summary>
    public Value ColumnsToSteps(Value x, Axis axis, Dimension columns) =>
        Within(null, () => Create(Op.ColumnsToSteps, Shape.Plane(columns, axis), [x], null));

    /// <summary>Σ over the steps: <c>[T, B, N] → [B, N]</c>, as a state that every step adds to.</summary>
    public Value SumSteps(Value x) => Within(null, () =>
    {
        var loop = AddLoop(x.Name.Length > 0 ? x.Name + "_sum" : "sum", x.Shape.Axis!, reverse: false);
        var sum = AddState(loop, "sum", x.Shape.Columns, null);
        sum.Next = Within(loop, () => Previous(sum) + x);
        return Final(sum);
    });

    private Value Part(ParameterTensor tensor, int firstRow, int firstColumn, Shape shape) =>
        Within(null, () => Create(Op.Parameter, shape, [], new ParameterAttribute(tensor, firstRow, firstColumn)));

    private Value ColumnsOf(Value weights, int first, Dimension columns)
    {
        var (tensor, row, column) = weights.Get<ParameterAttribute>();
        return Part(tensor, row, column + first, Shape.Matrix(weights.Shape.Rows, columns));
    }

    /// <summary>What is made within a loop has a row for every step of it.</summary>
    private Shape InScope(Shape shape) => Scope is not null && shape is { Form: Form.Plane, Time: false } ? shape with { Axis = Scope.Axis } : shape;

    /// <summary>Any operation, for passes; an equal one that exists already is returned.</summary>
    public Value Create(Op op, Shape shape, IReadOnlyList<Value> operands, OpAttribute? attribute)
    {
        shape = InScope(shape);

        // A number or a vector is the same at every step: no loop computes it.
        var scope = shape.Form == Form.Plane ? Scope : null;
        var key = Key(op, shape, scope, operands, attribute);
        if (_known.TryGetValue(key, out var known)) return known;
        var value = new Value(this, _values.Count, op, shape, scope, operands, attribute);
        _values.Add(value);
        _known.Add(key, value);
        return value;
    }

    /// <summary>The number that a broadcast repeats.</summary>
    private static Value Narrow(Value value) => value.Op == Op.Broadcast ? value.Operands[0] : value;

    private static bool IsConstant(Value value, double number) => value.Attribute is ConstantAttribute constant && constant.Number.Equals(number);

    private static Shape Broadcast(Shape a, Shape b)
    {
        var form = a.Form >= b.Form ? a.Form : b.Form;
        var columns = a.Columns.Size < b.Columns.Size || a.Form == Form.Scalar ? b.Columns : a.Columns;
        return new Shape(form, a.Axis ?? b.Axis, Dimension.None, columns);
    }

    private string Key(Op op, Shape shape, Loop? loop, IReadOnlyList<Value> operands, OpAttribute? attribute)
    {
        var number = 0;
        if (attribute is not null && !_attributes.TryGetValue(attribute, out number)) _attributes.Add(attribute, number = _attributes.Count + 1);
        var scope = loop is null ? -1 : _loops.IndexOf(loop);

        // Masks and waves of two axes have no operands that would tell them apart.
        return $"{(int)op} {shape} {shape.Axis?.Name} {scope} {number} {string.Join(" ", operands.Select(o => o.Id))}";
    }
}
