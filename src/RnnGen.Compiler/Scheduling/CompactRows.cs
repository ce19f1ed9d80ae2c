using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>
/// Where samples have lengths, which nodes pass over the rows that count and no others. A program that has such nodes puts the samples
/// in the order of descending lengths, so that the rows of a step that count are its first. A value that only such nodes touch is
/// <em>compact</em>: its plane has no other rows, and those of several steps lie without gaps, so that kernels see a block like any other.
/// All other planes have a row for each sample at every step, counting or not.
/// </summary>
public sealed class CompactRows
{
    private static readonly CompactRows None = new();

    private readonly BeyondLengths? _beyond;
    private readonly HashSet<Value> _states = [];
    private readonly HashSet<Node> _counting = [];
    private readonly List<(Node Owner, Node Node)> _nodes = [];
    private readonly ILookup<Node, Node> _within = Array.Empty<Node>().ToLookup(n => n);
    private HashSet<Value> _whole = [];
    private HashSet<Value> _compact = [];

    private CompactRows()
    {
    }

    private CompactRows(Graph graph, IReadOnlyList<Program> programs, Value mask)
    {
        (Axis, _beyond, Lengths) = (mask.Shape.Axis, new BeyondLengths(graph, mask), mask.Operands[0]);
        _states = [.. graph.Values.Where(v => v.Attribute is StateAttribute), .. graph.Loops.SelectMany(l => l.States).Select(s => s.Next)];
        foreach (var program in programs) Collect(program.Nodes, null);
        _within = _nodes.ToLookup(n => n.Owner, n => n.Node);
        foreach (var owner in _within.Select(n => n.Key).Where(CanCount)) _counting.Add(owner);
        do Look();
        while (_counting.RemoveWhere(IsWrong) > 0);
        Look();
    }

    /// <summary>The lengths that tell which rows count; null where all rows of all nodes do.</summary>
    public Value? Lengths { get; }

    /// <summary>The axis whose steps count or not.</summary>
    public Axis? Axis { get; }

    /// <summary>Whether the plane of a value has rows for the steps that count only.</summary>
    public bool Contains(Value value) => _compact.Contains(value);

    /// <summary>Whether somebody reads the other rows of a value that a counting node writes as well; they are zeros.</summary>
    public bool IsCleared(Value value) => _whole.Contains(value) && !_states.Contains(value);

    /// <summary>Whether the different ones are those of the tokens that count: nobody reads the rows of the others.</summary>
    public bool Counts(Value unique) => Lengths is not null && IsCounted(unique);

    /// <summary>Finds what programs may leave out, and marks their nodes.</summary>
    public static CompactRows Mark(Graph graph, IReadOnlyList<Program> programs)
    {
        // Of several sequences with lengths of their own one tells the order.
        var mask = graph.Values.FirstOrDefault(v => v.Op == Op.LengthMask);
        if (mask is null || !programs.All(SharingRules.IsShared)) return None;
        var rows = new CompactRows(graph, programs, mask);
        if (!rows._counting.Any(n => n is LoopNode or ProductNode)) return None;
        foreach (var node in rows._counting.Where(n => n.Writes.All(v => v.Shape.Axis?.IsOfUnique != true))) node.Rows = rows.RunsByStep(node) ? RowChoice.CountingByStep : RowChoice.Counting;
        return rows;
    }

    private static bool IsRowByRow(Node node) => node is KernelNode or ProductNode or CallNode { Value.Op: Op.SequenceDot or Op.SequenceMix } || IsColumnwise(node);

    private static bool IsColumnwise(Node node) => node is CallNode
    {
        Value.Op: Op.SumColumns or Op.MaxColumns or Op.Concat or Op.Interleave or Op.Slice or Op.Tile or Op.SumTiles or Op.Stretch or Op.SumRuns
    };

    private static bool IsReadWhole(Node node, Value value) =>
        node is CallNode { Value: var call } && call.Op != Op.SumByUnique && call.Operands.Select((o, i) => (o, i)).Any(p => p.o == value && call.Op.ReadsWhole(p.i));

    private void Collect(IReadOnlyList<Node> nodes, Node? loop)
    {
        foreach (var node in nodes)
        {
            if (node.Body.Count > 0) Collect(node.Body, loop ?? node as LoopNode);
            else _nodes.Add((loop ?? node, node));
        }
    }

    private bool IsTimed(Value value) => value.Shape.Form == Form.Plane && value.Shape.Axis == Axis;

    /// <summary>Whether a node gives on its counting rows what it would give there on all.</summary>
    private bool CanCount(Node owner) => owner switch
    {
        LoopNode loop => loop.Loop.Axis == Axis && loop.Loop.States.All(_beyond!.IsKept) && loop.Body.All(n => IsRowByRow(n) && n.Writes.All(IsTimed)),
        ReductionNode { Sums: var sums } => sums.All(s => CanCount(s.Value)),
        CallNode { Value: { Op: Op.SumByUnique } sum } => IsTimed(sum.Operands[0]) && _beyond!.IsZero(sum.Operands[0]),
        LoadNode or CallNode { Value.Op: Op.Gather or Op.FromUnique or Op.OneHot or Op.TokenMask or Op.LengthMask or Op.DropoutMask } => owner.Writes.All(IsTimed),
        _ => IsRowByRow(owner) && owner.Writes.All(IsTimed),
    };

    private bool CanCount(Value sum) => IsTimed(sum.Operands[0])
        && (sum.Op == Op.OuterProduct ? sum.Operands.Any(_beyond!.IsZero) : sum.Op is Op.SumRows or Op.Sum or Op.ScatterRows && _beyond!.IsZero(sum.Operands[0]));

    /// <summary>Finds which values are needed at all rows, and which are compact, as things stand.</summary>
    private void Look()
    {
        _whole = [.. _nodes.SelectMany(n => n.Node.Reads.Where(v => IsTimed(v) && (!_counting.Contains(n.Owner) || IsReadWhole(n.Node, v))))];
        _compact = [.. _nodes.Where(n => _counting.Contains(n.Owner)).SelectMany(n => n.Node.Writes).Where(v => IsTimed(v) && !_states.Contains(v) && !_whole.Contains(v))];
    }

    /// <summary>Whether somebody needs what a node would leave out, or what it works on has gaps that it cannot pass over.</summary>
    private bool IsWrong(Node owner)
    {
        foreach (var node in _within[owner])
        {
            if (node.Writes.Any(v => _whole.Contains(v) && !_states.Contains(v) && !_beyond!.IsZero(v))) return true;
            if (node is CallNode { Value: { Op: Op.FromUnique or Op.SumByUnique } call } && !IsCounted(call.Operands[1])) return true;
            if (owner is LoopNode || RunsByStep(node)) continue;
            if (node.Reads.Concat(node.Writes).Any(v => IsTimed(v) && !_compact.Contains(v))) return true;
        }

        return false;
    }

    /// <summary>Whether all that goes from tokens to different ones and back passes over counting rows alone.</summary>
    private bool IsCounted(Value unique) =>
        _nodes.All(n => n.Node is not CallNode { Value: { Op: Op.FromUnique or Op.SumByUnique } call } || call.Operands[1] != unique || _counting.Contains(n.Owner));

    /// <summary>Whether a node outside of loops runs step by step: for planes of both kinds, or values that are there once per sample.</summary>
    private bool RunsByStep(Node node) =>
        node is CallNode { Value.Op: Op.SequenceDot or Op.SequenceMix }
        || ((node is KernelNode || IsColumnwise(node)) && node.Reads.Concat(node.Writes).Any(v => v.Shape.Form == Form.Plane && !_compact.Contains(v)));
}
