using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// Gradients of weights that have multiplied the same operand, those of a cell's gates and of a layer's directions: the sums of one call, which
/// copies the operand once for all of them.
/// </summary>
/// <param name="Name">The method's.</param>
/// <param name="Nodes">Sums of the same extents over the same rows, one behind the other but for other sums.</param>
internal sealed record OuterGroup(string Name, IReadOnlyList<ReductionNode> Nodes)
{
    public Value X => Nodes[0].Reduction.Operands[1];

    /// <summary>The y of every product.</summary>
    public IEnumerable<Value> Lefts => Nodes.Select(node => node.Reduction.Operands[0]);

    /// <summary>The groups of a program; a sum that is alike to no other is one of its own.</summary>
    public static IReadOnlyDictionary<ReductionNode, OuterGroup> Of(Program program)
    {
        var groups = new Dictionary<ReductionNode, OuterGroup>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in program.Nodes.Where(n => n is RegionNode).Select(n => n.Body).Append(program.Nodes).SelectMany(Runs))
        {
            foreach (var alike in Gather(run))
            {
                var group = new OuterGroup(Unique(program.Name + Identifier.Pascal(NameOf(alike[0])) + "Gradient", names), alike);
                foreach (var node in alike) groups.Add(node, group);
            }
        }

        return groups;
    }

    /// <summary>Sums in a row, none of which needs another, so that each may move to any other; one that is a value ends it.</summary>
    private static IEnumerable<IReadOnlyList<ReductionNode>> Runs(IReadOnlyList<Node> nodes)
    {
        var run = new List<ReductionNode>();
        foreach (var node in nodes)
        {
            if (node is ReductionNode sum) run.Add(sum);
            if (node is ReductionNode { IsRead: false } || run.Count == 0) continue;
            yield return run;
            run = [];
        }

        if (run.Count > 0) yield return run;
    }

    private static List<List<ReductionNode>> Gather(IReadOnlyList<ReductionNode> run)
    {
        var gathered = new List<List<ReductionNode>>();
        foreach (var node in run.Where(n => n.Reduction.Op == Op.OuterProduct))
        {
            if (gathered.Find(group => group.TrueForAll(other => IsAlike(node, other))) is { } group) group.Add(node);
            else gathered.Add([node]);
        }

        return gathered;
    }

    /// <summary>Each is added to one gradient, and no number to both.</summary>
    private static bool IsAlike(ReductionNode a, ReductionNode b) =>
        a is { IsRead: false, Gradients.Count: 1 } && b is { IsRead: false, Gradients.Count: 1 }
        && a.Rows == b.Rows
        && a.Reduction.Operands[1] == b.Reduction.Operands[1]
        && a.Reduction.Shape == b.Reduction.Shape
        && a.Gradients[0].Tensor.Columns == b.Gradients[0].Tensor.Columns
        && !GradientPart.Of(a.Gradients[0], a).Overlaps(GradientPart.Of(b.Gradients[0], b));

    private static string NameOf(ReductionNode node) =>
        node.Gradients.Count > 0 ? node.Gradients[0].Tensor.Name : node.Reduction.Name.Length > 0 ? node.Reduction.Name : "outer";

    private static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var i = 2; !taken.Add(unique); i++) unique = name + Literal.Of(i);
        return unique;
    }
}
