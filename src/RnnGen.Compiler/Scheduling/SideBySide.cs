using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>
/// Regions in a row of which none needs another, all with steps that wait for one another: each may be the work of one thread, at the same time
/// as the others, where they can be dealt out evenly, or there are too few samples for all threads.
/// </summary>
public static class SideBySide
{
    /// <summary>The groups of such regions, two or more in each, in order.</summary>
    public static IReadOnlyList<IReadOnlyList<RegionNode>> Groups(Program program)
    {
        if (!SharingRules.IsShared(program)) return [];
        var groups = new List<List<RegionNode>>();
        List<RegionNode>? current = null;
        foreach (var node in program.Nodes)
        {
            if (node is not RegionNode region || !IsLong(region))
            {
                current = null;
                continue;
            }

            if (current is null || current.Any(before => IsBoundTo(region, before))) groups.Add(current = []);
            current.Add(region);
        }

        return [.. groups.Where(g => g.Count > 1)];
    }

    /// <summary>Whether the regions of a group multiply alike, step by step of one axis: the directions of a layer do.</summary>
    public static bool IsEven(IReadOnlyList<RegionNode> group) => group.All(r => r.Axis == group[0].Axis && Multiplies(r) == Multiplies(group[0]));

    /// <summary>Multiplications of a step of one sample, for results and for gradients of weights.</summary>
    private static long Multiplies(RegionNode region) => Inside(region).Sum(n => n switch
    {
        ProductNode product => (long)product.Group.Weights,
        ReductionNode { Op: Op.OuterProduct } node => node.Sums.Sum(s => (long)s.Value.Shape.Rows.Size * s.Value.Shape.Columns.Size),
        _ => 0,
    });

    /// <summary>Whether its steps take so long that nothing is lost if one thread does all of it: loops without products are short beside the rest.</summary>
    private static bool IsLong(RegionNode region) => region.Body.OfType<LoopNode>().Any(l => l.Body.Any(n => n is ProductNode));

    /// <summary>Whether a region reads what another one leaves, or adds to the same gradients, whose sums have an order.</summary>
    private static bool IsBoundTo(RegionNode region, RegionNode before)
    {
        var nodes = Inside(before).ToArray();
        var written = new HashSet<Value>(nodes.SelectMany(n => n.Writes));
        var loops = new HashSet<Loop>(nodes.OfType<LoopNode>().Select(l => l.Loop));
        var gradients = new HashSet<ParameterTensor>(Gradients(nodes));
        var mine = Inside(region).ToArray();
        return mine.SelectMany(n => n.Reads).Any(v => written.Contains(v) || (v.Attribute is StateAttribute { State.Loop: var loop } && loops.Contains(loop)))
            || Gradients(mine).Any(gradients.Contains);
    }

    private static IEnumerable<ParameterTensor> Gradients(IEnumerable<Node> nodes) => nodes.OfType<ReductionNode>().SelectMany(r => r.Gradients).Select(g => g.Tensor);

    private static IEnumerable<Node> Inside(Node node) => node.Body.SelectMany(Inside).Prepend(node);
}
