using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>
/// Orders the operations of one program. Operations on sequences gather in regions; within a region or a loop, element-wise
/// operations that are ready together become kernels, and products that are ready together and share their left operands become
/// groups.
/// </summary>
public sealed partial class Scheduler
{
    private readonly Graph _graph;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<Value, List<Value>> _users;
    private readonly HashSet<Value> _wanted;
    private readonly ILookup<Value, ParameterAttribute> _gradients;

    public Scheduler(Graph graph, CancellationToken cancellation = default)
    {
        (_graph, _cancellation) = (graph, cancellation);
        _users = graph.Users();
        _wanted = [.. graph.Roots.Select(r => r.Value), .. graph.Loops.SelectMany(l => l.States).SelectMany(s => s.Initial is null ? [s.Next] : new[] { s.Next, s.Initial })];
        _gradients = graph.Roots.Where(r => r.Kind == RootKind.ParameterGradient).ToLookup(r => r.Value, r => r.Parameter!);
    }

    /// <summary>
    /// Schedules the given operations and the roots handed to the caller after them. The model's own tensors change last of all, when
    /// nothing reads any more what they were.
    /// </summary>
    public Program Schedule(string name, IReadOnlyCollection<Value> members, IReadOnlyList<Root> stores, Value? result = null)
    {
        var pending = MakeUnits(members, stores.Where(s => s.Kind != RootKind.Buffer));
        var done = new HashSet<Unit>();
        var nodes = new List<Node>();
        while (pending.Count > 0)
        {
            nodes.AddRange(Run(pending, done, u => u.Axis is null));
            if (pending.Count == 0) break;

            // What loops take from rows of different tokens is there before them, so that none waits for another's.
            if (NextUnique(pending, done) is { } unique)
            {
                nodes.Add(unique);
                continue;
            }

            var regions = RunSideBySide(pending, done);
            if (regions.Count > 0) nodes.AddRange(regions);
            else nodes.Add(NextRegion(pending, done)
                ?? throw new InvalidOperationException($"{name}: the operations depend on one another in a circle: {string.Join(", ", pending.Select(u => u.Values[0]))}."));
        }

        nodes.AddRange(stores.Where(s => s.Kind == RootKind.Buffer).Select(s => new UpdateNode(s)));
        return new Program(name, nodes, result);
    }

    /// <summary>Groups in the order in which they may depend on one another: numbers, vectors, one column, several.</summary>
    private static List<IReadOnlyList<Unit>> GroupBy(IEnumerable<Unit> units, Func<Value, string> key) =>
        [.. units.GroupBy(u => key(u.Values[0]), StringComparer.Ordinal).Select(g => (IReadOnlyList<Unit>)[.. g])
            .OrderBy(g => g[0].Values[0].Shape.Form).ThenBy(g => g[0].Values[0].Shape.Columns.Size > 1)];

    private List<Unit> MakeUnits(IReadOnlyCollection<Value> members, IEnumerable<Root> stores)
    {
        var set = new HashSet<Value>(members);
        var ordered = _graph.Values.Where(v => set.Contains(v) && !v.Op.IsLeaf() && v.Shape.Form != Form.Tokens).ToArray();
        var units = new List<Unit>();
        var owner = new Dictionary<Value, Unit>();
        var loops = new Dictionary<Loop, Unit>();
        foreach (var value in ordered)
        {
            if (value.Loop is not null && loops.ContainsKey(value.Loop)) continue;
            Value[] values = value.Loop is null ? [value] : [.. ordered.Where(v => v.Loop == value.Loop)];
            var unit = new Unit(value.Loop is null ? Unit.KindOf(value) : UnitKind.Loop, values, value.Loop, null);
            if (value.Loop is not null) loops.Add(value.Loop, unit);
            foreach (var v in values) owner.Add(v, unit);
            units.Add(unit);
        }

        foreach (var root in stores) units.Add(new Unit(UnitKind.Store, [root.Value], null, root));
        foreach (var unit in units)
        {
            var reads = unit.Store is not null ? [(unit.Store.Value, false)] : unit.Values.SelectMany(v => v.Operands.Select((o, i) => (Value: o, Whole: v.Op.ReadsWhole(i))));
            if (unit.Loop is not null) reads = reads.Concat(unit.Loop.States.Where(s => s.Initial is not null).Select(s => (s.Initial!, false)));
            foreach (var (read, whole) in reads) Link(unit, read, whole, owner, loops);
        }

        return units;
    }

    private static void Link(Unit unit, Value read, bool whole, Dictionary<Value, Unit> owner, Dictionary<Loop, Unit> loops)
    {
        Unit? producer = null;
        if (read.Attribute is StateAttribute { State.Loop: var loop }) loops.TryGetValue(loop, out producer);
        else owner.TryGetValue(read, out producer);
        if (producer is null || producer == unit) return;
        unit.Before.Add(producer);
        if (producer.Axis is not null && (whole || read.Op == Op.Final || producer.Kind == UnitKind.Reduction || unit.Axis is null)) unit.Closed.Add(producer);
    }

    private List<Node> Run(List<Unit> pending, HashSet<Unit> done, Func<Unit, bool> admitted)
    {
        var nodes = new List<Node>();
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            var ready = Ready(pending, done, admitted);
            if (ready.Count == 0) return nodes;
            var kind = ready.Min(u => u.Kind);
            var wave = ready.Where(u => u.Kind == kind).ToList();
            if (kind == UnitKind.Loop) wave = [wave[0]];
            Finish(wave, pending, done);
            while (kind == UnitKind.Elementwise && Ready(pending, done, admitted).Where(u => u.Kind == kind).ToList() is { Count: > 0 } more)
            {
                Finish(more, pending, done);
                wave.AddRange(more);
            }

            nodes.AddRange(MakeNodes(kind, wave));
        }
    }

    private static List<Unit> Ready(List<Unit> pending, HashSet<Unit> done, Func<Unit, bool> admitted) =>
        [.. pending.Where(u => admitted(u) && u.Before.All(done.Contains))];

    private static void Finish(List<Unit> units, List<Unit> pending, HashSet<Unit> done)
    {
        foreach (var unit in units)
        {
            pending.Remove(unit);
            done.Add(unit);
        }
    }

    private IEnumerable<Node> MakeNodes(UnitKind kind, List<Unit> units)
    {
        switch (kind)
        {
            case UnitKind.Source:
                return units.Select(u => u.Values[0].Op == Op.Input ? (Node)new LoadNode(u.Values[0]) : new CallNode(u.Values[0]));
            case UnitKind.Call:
                return units.Select(u => new CallNode(u.Values[0]));
            case UnitKind.Scalar:
                return units.Select(u => new ScalarNode(u.Values[0]));
            case UnitKind.Elementwise:
                return GroupBy(units, v => $"{v.Shape.Form} {v.Shape.Columns.Size} {v.Shape.Time}")
                    .Select(g => new KernelNode(new ElementwiseKernel([.. g.Select(u => u.Values[0])], IsWantedOutside)));
            case UnitKind.Product:
                return GroupBy(units, ProductGroup.Key).SelectMany(g => g.Select((unit, i) => (unit, i)).GroupBy(p => p.i / ProductGroup.MaxResults))
                    .Select(g => new ProductNode(new ProductGroup([.. g.Select(p => p.unit.Values[0])])));
            case UnitKind.Reduction:
                return RowSum.Gather(units.Select(u => new RowSum(u.Values[0], [.. _gradients[u.Values[0]]], IsRead(u.Values[0])))).Select(g => new ReductionNode(g));
            case UnitKind.Store:
                return units.Select(u => new StoreNode(u.Store!));
            default:
                return units.Select(u => new LoopNode(u.Loop!, Run(BodyUnits(u), [], _ => true)));
        }
    }

    private static List<Unit> BodyUnits(Unit loop)
    {
        var units = loop.Values.ToDictionary(v => v, v => new Unit(Unit.KindOf(v), [v], null, null));
        foreach (var (value, unit) in units.Select(p => (p.Key, p.Value)))
        {
            foreach (var operand in value.Operands)
            {
                if (units.TryGetValue(operand, out var producer)) unit.Before.Add(producer);
            }
        }

        return [.. loop.Values.Select(v => units[v])];
    }

    /// <summary>Whether a sum over rows is more than a gradient.</summary>
    private bool IsRead(Value reduction) => _users[reduction].Count > 0 || !_gradients[reduction].Any();

    private bool IsWantedOutside(Value value, IReadOnlyList<Value> kernel) =>
        _wanted.Contains(value) || _users[value].Any(u => !kernel.Contains(u));
}
