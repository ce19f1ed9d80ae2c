using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Streaming;

/// <summary>
/// Cuts a network in two: what is known before a stream begins (where its states start, what an encoder has read), and one step of the
/// stream, which takes these and the states from the caller and gives the states back. No layer knows about it: the cut goes through
/// the graph where values of the stream's axis read values that are not.
/// </summary>
public sealed class StreamCut
{
    private readonly Graph _source;
    private readonly Axis _axis;
    private readonly HashSet<Value> _moving = [];
    private readonly Value[] _values;

    public StreamCut(Graph source, Axis axis)
    {
        // All that a state was is no matter of a step, which has the state.
        _source = new Graph(source.Values, source.Loops, [.. source.Roots.Where(r => r.Tensor.Role != TensorRole.States)]);
        _axis = axis;
        var needed = Graph.Reach(_source.Roots.Where(r => r.Kind == RootKind.Output).Select(r => r.Value));
        _values = [.. source.Values.Where(needed.Contains)];
        int before;
        do
        {
            before = _moving.Count;
            foreach (var value in _values)
            {
                if (value.Shape.Axis == axis || Dependencies(value).Any(_moving.Contains)) _moving.Add(value);
            }
        }
        while (_moving.Count > before);

        Context = [.. _values.Where(_moving.Contains).SelectMany(v => v.Operands).Where(IsContext).Distinct()];
    }

    /// <summary>What stands in the way of a stream; nothing if there can be one. Steps of an axis that an obstacle makes are not told as well.</summary>
    public IEnumerable<StreamObstacle> Obstacles
    {
        get
        {
            StreamObstacle[] own =
            [
                .. _source.Loops.Where(l => l.Axis == _axis && l.Reverse).Select(l => new StreamObstacle(l.States[0].Next, "also reads from the end of the sequence, which a stream does not have")),
                .. _values.Where(v => ReadsAhead(v) || CountsSteps(v) || SumsRows(v)).Select(v => new StreamObstacle(v, Why(v))),
            ];
            return own.Length > 0 ? own
                : _values.Where(v => _moving.Contains(v) && v.Shape.Axis is { } other && other != _axis).Select(v => new StreamObstacle(v, $"has the steps of {v.Shape.Axis!.Name} of its own at every step"));
        }
    }

    /// <summary>What is known before the stream begins and read at its steps.</summary>
    public IReadOnlyList<Value> Context { get; }

    /// <summary>The states, in the order of the loops.</summary>
    public IEnumerable<LoopState> States => _source.Loops.Where(l => l.Axis == _axis).SelectMany(l => l.States);

    /// <summary>Elements of the states and the context.</summary>
    /// <param name="capacity">The largest number of steps of an axis.</param>
    public long StateLength(Func<Axis, int> capacity) =>
        States.Sum(s => (long)s.Columns.Size)
        + _moving.Where(DelayLines.CanHold).GroupBy(v => v.Operands[0])
            .Sum(line => (long)line.Key.Shape.Columns.Size * line.Max(v => v.Get<ShiftAttribute>().Steps))
        + Context.Sum(v => v.Shape.Columns.Size * (v.Shape.Axis is { } axis ? (long)capacity(axis) : 1));

    /// <summary>The computation of what is known before: the starts of the states, as far as they are not zero, and the context.</summary>
    public Graph Start()
    {
        var roots = States.Where(s => s.Initial is { } initial && !IsGiven(initial))
            .Select(s => new Root(RootKind.State, s.Tensor, s.Part, s.Initial!) { Tensor = new TensorId(TensorRole.State, s.Tensor) })
            .Concat(Context.Select(v => new Root(RootKind.State, NameOf(v), 0, v) { Tensor = ContextOf(v) }));
        return new Graph(_source.Values, _source.Loops, [.. roots]);
    }

    /// <summary>One step.</summary>
    public Graph Step() => new StepRewriter(this).Run();

    /// <summary>The tensor of a value of the context; that of an input is told apart from the input itself.</summary>
    public static string NameOf(Value value) => value.Op == Op.Input ? value.Name + ".context" : value.Name.Length > 0 ? value.Name : "context" + value.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TensorId ContextOf(Value value) => new(TensorRole.Context, NameOf(value));

    /// <summary>The caller fills such a state itself.</summary>
    private static bool IsGiven(Value initial) => initial.Attribute is InputAttribute { Tensor.Role: TensorRole.State };

    /// <summary>Whether a value is made of other steps than a stream remembers.</summary>
    private bool ReadsAhead(Value value) =>
        (value.Op == Op.StepsToColumns || value.Operands.Where((_, i) => value.Op.ReadsWhole(i)).Any()) && !DelayLines.CanHold(value) && WholeOperand(value).Shape.Axis == _axis;

    /// <summary>Whether a value depends on the number of its step.</summary>
    private bool CountsSteps(Value value) => value.Op is Op.Waves or Op.GatherSteps or Op.Windows or Op.SumWindows && value.Shape.Axis == _axis;

    /// <summary>Whether a value is made of the rows of all samples and steps.</summary>
    private bool SumsRows(Value value) => value.Op is Op.SumRows or Op.Sum or Op.OuterProduct && _moving.Contains(value.Operands[0]);

    private static string Why(Value value) => value.Op switch
    {
        Op.Waves or Op.GatherSteps => "counts the steps, and a stream does not know the number of its step",
        Op.Windows or Op.SumWindows => "makes windows of several steps, and a stream does not know the number of its step",
        Op.Shift when value.Get<ShiftAttribute>().Steps < 0 => "looks ahead, at steps that are yet to come",
        Op.Shift => $"looks back {value.Get<ShiftAttribute>().Steps.ToString(System.Globalization.CultureInfo.InvariantCulture)} steps, more than a stream keeps",
        _ => "looks at all steps at once, also at those that are yet to come",
    };

    private static Value WholeOperand(Value value) => value.Op == Op.StepsToColumns ? value.Operands[0] : value.Operands[value.Operands.Count - 1];

    /// <summary>Where a state starts is no part of the step.</summary>
    private static IEnumerable<Value> Dependencies(Value value) =>
        value.Attribute is StateAttribute { State: var state } ? value.Operands.Append(state.Next) : value.Operands;

    private bool IsContext(Value value) => !_moving.Contains(value) && value.Op is not (Op.Parameter or Op.Constant or Op.InverseCount) && value.Shape.Form == Form.Plane;

    private sealed class StepRewriter : GraphRewriter
    {
        private readonly StreamCut _cut;
        private readonly DelayLines _delays;

        public StepRewriter(StreamCut cut)
            : base(cut._source) => (_cut, _delays) = (cut, new DelayLines(Target));

        /// <summary>A stream has no padding: every step counts.</summary>
        protected override Value Rewrite(Value value)
        {
            if (value.Op == Op.Shift && value.Shape.Axis == _cut._axis) return _delays.Add(Map(value.Operands[0]), value);
            if (value.Op == Op.LengthMask && value.Shape.Axis == _cut._axis) return Target.Broadcast(Target.Constant(1), value.Shape);
            return _cut.Context.Contains(value) ? Target.Input(ContextOf(value), 0, value.Shape.Columns, value.Shape.Axis) : base.Rewrite(value);
        }

        protected override Value? Initial(LoopState old) =>
            old.Loop.Axis == _cut._axis ? Target.Input(new TensorId(TensorRole.State, old.Tensor), old.Part, old.Columns, null) : base.Initial(old);

        /// <summary>Final states are the caller's in any case.</summary>
        protected override void AddRoots()
        {
            foreach (var root in Source.Roots.Where(r => r.Kind == RootKind.Output && _cut._moving.Contains(r.Value) && r.Tensor.Role != TensorRole.Final)) Target.AddRoot(root with { Value = Map(root.Value) });
            foreach (var (state, copy) in StateCopies.Select(p => (p.Key, p.Value)).Where(p => p.Key.Loop.Axis == _cut._axis))
                Target.AddRoot(RootKind.State, new TensorId(TensorRole.Final, state.Tensor), state.Part, Target.Final(copy));
            foreach (var state in _delays.States) Target.AddRoot(RootKind.State, new TensorId(TensorRole.Final, state.Tensor), state.Part, Target.Final(state));
        }
    }
}

/// <summary>What keeps a network from being fed step by step.</summary>
/// <param name="Value">The value that a step cannot compute.</param>
/// <param name="Why">What it needs, as the rest of a sentence that begins with its layer.</param>
public sealed record StreamObstacle(Value Value, string Why);
