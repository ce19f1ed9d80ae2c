using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Planning;

/// <summary>The programs that a graph becomes: those for results first, then the loss, then what only gradients need.</summary>
public static class ProgramSet
{
    public static IReadOnlyList<Program> Split(Graph graph, params (string Name, RootKind[] Kinds)[] parts) => Split(graph, CancellationToken.None, parts);

    public static IReadOnlyList<Program> Split(Graph graph, CancellationToken cancellation, params (string Name, RootKind[] Kinds)[] parts)
    {
        var scheduler = new Scheduler(graph, cancellation);
        var taken = new HashSet<Value>();
        var programs = new List<Program>();
        foreach (var (name, kinds) in parts)
        {
            var roots = graph.Roots.Where(r => kinds.Contains(r.Kind)).ToArray();
            var members = Graph.Reach(roots.Select(r => r.Value));

            // A loop runs once: whatever of it a later program wants is computed along.
            var loops = new HashSet<Loop>(members.Where(v => v.Loop is not null && !taken.Contains(v)).Select(v => v.Loop!));
            members = Graph.Reach(members.Concat(graph.Values.Where(v => v.Loop is not null && loops.Contains(v.Loop))));
            members.ExceptWith(taken);
            programs.Add(scheduler.Schedule(name, members, [.. roots.Where(r => r.Kind is RootKind.Output or RootKind.State or RootKind.Buffer or RootKind.InputGradient)], roots.FirstOrDefault(r => r.Kind == RootKind.Loss)?.Value));
            taken.UnionWith(members);
        }

        return programs;
    }
}
