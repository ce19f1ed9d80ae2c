namespace RnnGen.Compiler.Planning;

/// <summary>
/// Which buffers are needed at the same time. The nodes of programs run in order, but of the regions of a group any may run when another does:
/// two buffers that are needed in a group may share memory only if one and the same region of it needs them.
/// </summary>
internal sealed class Lives(IReadOnlyList<IReadOnlyList<(int First, int Last)>> groups)
{
    public bool Meet((int First, int Last) a, (int First, int Last) b) => Overlap(a, b) || groups.Any(g => MeetIn(g, a, b));

    private static bool MeetIn(IReadOnlyList<(int First, int Last)> group, (int First, int Last) a, (int First, int Last) b) =>
        group.Any(r => Overlap(r, a)) && group.Any(r => Overlap(r, b)) && group.Count(r => Overlap(r, a) || Overlap(r, b)) > 1;

    private static bool Overlap((int First, int Last) a, (int First, int Last) b) => a.First <= b.Last && b.First <= a.Last;
}
