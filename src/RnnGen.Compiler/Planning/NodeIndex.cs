using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Planning;

/// <summary>Which node of which program touches which value, all programs numbered through in the order in which they run.</summary>
internal sealed class NodeIndex
{
    private readonly List<(Node Node, int Position)> _nodes = [];
    private readonly List<RegionNode?> _regions = [];
    private readonly List<LoopNode?> _loops = [];
    private readonly Dictionary<Node, (int First, int Last)> _spans = [];
    private readonly Dictionary<Value, List<int>> _reads = [];
    private readonly Dictionary<Value, List<int>> _accesses = [];
    private readonly Dictionary<Loop, LoopNode> _loopNodes = [];
    private readonly Dictionary<int, (int First, int Last)> _phases = [];
    private readonly List<IReadOnlyList<(int First, int Last)>> _groups = [];

    public NodeIndex(IReadOnlyList<Program> programs)
    {
        foreach (var program in programs)
        {
            Add(program.Nodes, null, null);
            if (!SharingRules.IsShared(program)) continue;
            _groups.AddRange(SideBySide.Groups(program).Select(g => g.Select(r => _spans[r]).ToArray()));
            AddPhases(program.Nodes, inRegion: false);
            foreach (var region in program.Nodes.OfType<RegionNode>()) AddPhases(region.Body, inRegion: true);
        }
    }

    public IReadOnlyList<(Node Node, int Position)> Nodes => _nodes;

    /// <summary>The regions that may run at the same time, group by group.</summary>
    public IReadOnlyList<IReadOnlyList<(int First, int Last)>> Groups => _groups;

    public int LastRead(Value value) => _reads.TryGetValue(value, out var reads) ? reads[reads.Count - 1] : -1;

    /// <summary>Whether a region reads a value that may run at the same time as the one around a position.</summary>
    public bool IsReadBeside(Value value, int position) =>
        _groups.FirstOrDefault(g => g.Any(r => Contains(r, position))) is { } group
        && _reads.TryGetValue(value, out var reads) && reads.Any(read => group.Any(r => Contains(r, read) && !Contains(r, position)));

    public IReadOnlyList<int> Accesses(Value value) => _accesses.TryGetValue(value, out var accesses) ? accesses : [];

    public IReadOnlyList<int> Accesses(Loop loop) => _loopNodes.TryGetValue(loop, out var node) ? [_spans[node].First] : [];

    public RegionNode? RegionOf(int position) => _regions[position];

    /// <summary>
    /// The nodes around a position during which a value touched there must stay: a loop, or a region, runs its nodes again; of the nodes
    /// between two meetings, one thread may be at the last while another is at the first.
    /// </summary>
    public (int First, int Last) Span(int position, bool wholeRegion)
    {
        if (wholeRegion && _regions[position] is { } region) return _spans[region];
        var (first, last) = _loops[position] is { } loop ? _spans[loop] : (position, position);
        return (_phases.TryGetValue(first, out var before) ? before.First : first, _phases.TryGetValue(last, out var after) ? after.Last : last);
    }

    private static bool Contains((int First, int Last) span, int position) => span.First <= position && position <= span.Last;

    private static void Note(Dictionary<Value, List<int>> map, Value value, int position)
    {
        if (!map.TryGetValue(value, out var positions)) map.Add(value, positions = []);
        positions.Add(position);
    }

    /// <summary>Nodes in a row that threads share alike: they do not meet between them.</summary>
    private void AddPhases(IReadOnlyList<Node> nodes, bool inRegion)
    {
        for (var i = 0; i < nodes.Count;)
        {
            var sharing = SharingRules.Of(nodes[i], inRegion);
            var count = nodes.Skip(i).TakeWhile(n => SharingRules.Of(n, inRegion) == sharing).Count();
            var phase = (_spans[nodes[i]].First, _spans[nodes[i + count - 1]].Last);
            if (sharing is Sharing.Samples or Sharing.Steps)
            {
                for (var position = phase.First; position <= phase.Last; position++) _phases.Add(position, phase);
            }

            i += count;
        }
    }

    private void Add(IReadOnlyList<Node> nodes, RegionNode? region, LoopNode? loop)
    {
        foreach (var node in nodes)
        {
            var position = _nodes.Count;
            _nodes.Add((node, position));
            _regions.Add(node as RegionNode ?? region);
            _loops.Add(node as LoopNode ?? loop);
            if (node is LoopNode inner) _loopNodes.Add(inner.Loop, inner);
            foreach (var value in node.Reads.Where(v => !v.Op.IsLeaf() || v.Attribute is StateAttribute))
            {
                Note(_reads, value, position);
                Note(_accesses, value, position);
            }

            if (node is not LoopNode) foreach (var value in node.Writes) Note(_accesses, value, position);
            Add(node.Body, node as RegionNode ?? region, node as LoopNode ?? loop);
            _spans[node] = (position, _nodes.Count - 1);
        }
    }
}
