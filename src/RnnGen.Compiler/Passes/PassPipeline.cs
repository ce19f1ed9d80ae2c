using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Passes;

/// <summary>All passes in order, the graph verified after each.</summary>
public static class PassPipeline
{
    private static readonly (string Name, Func<Graph, GraphRewriter> Make)[] Passes =
    [
        ("fold sums", g => new FoldSums(g)),
        ("dead code", g => new DeadCode(g)),
        ("rematerialize", g => new Rematerialize(g)),
        ("sink products", g => new SinkProducts(g)),
        ("separate states", g => new SeparateStates(g)),
        ("copy states", g => new CopyStates(g)),
        ("dead code", g => new DeadCode(g)),
    ];

    public static Graph Run(Graph graph, CancellationToken cancellation)
    {
        foreach (var (name, make) in Passes)
        {
            cancellation.ThrowIfCancellationRequested();
            graph = GraphVerifier.Verify(make(graph).Run(), name);
        }

        return graph;
    }
}
