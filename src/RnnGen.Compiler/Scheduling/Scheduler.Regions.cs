using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>Which regions come next, and what runs in them.</summary>
public sealed partial class Scheduler
{
    /// <summary>
    /// Regions for loops that do not wait for one another, such as the directions of a layer, in a row: nothing in one of them needs another
    /// (<see cref="SideBySide"/>). What several of them need runs before; a region of loops that all of them wait for ends where they begin. None
    /// where loops come one after the other only.
    /// </summary>
    private List<RegionNode> RunSideBySide(List<Unit> pending, HashSet<Unit> done)
    {
        var before = new HashSet<Unit>(done);
        var pieces = Pieces(pending, before);
        Unit? trunk = null;
        while (pieces.Count == 1 && (trunk is null || (pieces[0].First.Loop!.Reverse == trunk.Loop!.Reverse && CanRun(pieces[0].First, trunk.Loop.Reverse, done, []))))
        {
            trunk ??= pieces[0].First;
            before.UnionWith(Needs(pieces[0].First, before));
            pieces = Pieces(pending, before);
        }

        if (pieces.Count < 2) return [];
        var counts = pieces.SelectMany(p => p.Units).GroupBy(u => u).ToDictionary(g => g.Key, g => g.Count());
        if (trunk is not null) return [RunRegion((trunk.Axis!, trunk.Loop!.Reverse), pending, done, u => !counts.TryGetValue(u, out var count) || count > 1)!];

        var common = pending.Where(u => counts.TryGetValue(u, out var count) && count > 1).ToList();
        var regions = new List<RegionNode>();
        while (common.Count > 0) regions.Add(NextRegion(common, done) ?? throw new InvalidOperationException($"{common[0].Values[0]} cannot run."));
        pending.RemoveAll(done.Contains);
        before = [.. done];
        foreach (var piece in pieces)
        {
            var beside = new HashSet<Unit>(pieces.Where(p => p.First != piece.First).SelectMany(p => p.Units).Concat(done).Except(before));
            regions.Add(RunRegion((piece.First.Axis!, piece.First.Loop!.Reverse), pending, done, u => !beside.Contains(u) && !u.Before.Any(beside.Contains))!);
        }

        return regions;
    }

    /// <summary>
    /// The loops that take long and can run now, each with what it needs: one piece for each of them that waits for no other, to which those belong
    /// that wait for no more than that one.
    /// </summary>
    private static List<(Unit First, HashSet<Unit> Units)> Pieces(List<Unit> pending, HashSet<Unit> done)
    {
        var known = new Dictionary<(Unit, bool), bool>();
        var needs = pending.Where(u => u.IsLong && !done.Contains(u) && CanRun(u, u.Loop!.Reverse, done, known)).Select(u => (Loop: u, Units: Needs(u, done))).ToList();
        var first = needs.Where(n => n.Units.Count(u => u.IsLong) == 1).Select(n => n.Loop).ToList();
        return first.ConvertAll(f => (f, new HashSet<Unit>(needs.Where(n => n.Units.Contains(f) && first.Count(n.Units.Contains) == 1).SelectMany(n => n.Units))));
    }

    /// <summary>A unit and what it waits for, directly or not.</summary>
    private static HashSet<Unit> Needs(Unit unit, HashSet<Unit> done)
    {
        var needs = new HashSet<Unit>();
        var open = new Stack<Unit>([unit]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (!done.Contains(next) && needs.Add(next)) foreach (var before in next.Before) open.Push(before);
        }

        return needs;
    }

    /// <summary>A region over different tokens, if one can run.</summary>
    private RegionNode? NextUnique(List<Unit> pending, HashSet<Unit> done) =>
        Regions(pending, done).Where(r => r.Axis.IsOfUnique).Select(r => RunRegion(r, pending, done)).FirstOrDefault(r => r is not null);

    private RegionNode? NextRegion(List<Unit> pending, HashSet<Unit> done) => Regions(pending, done).Select(r => RunRegion(r, pending, done)).FirstOrDefault(r => r is not null);

    /// <summary>
    /// The axes and directions of the loops that can run now, then the axes of what else can: what is ready along one may be there only
    /// for a loop that still waits for another.
    /// </summary>
    private static (Axis Axis, bool Reverse)[] Regions(List<Unit> pending, HashSet<Unit> done)
    {
        var known = new Dictionary<(Unit, bool), bool>();
        var timed = pending.Where(u => u.Axis is not null).ToList();
        var loops = timed.Where(u => u.Loop is not null && CanRun(u, u.Loop.Reverse, done, known)).Select(u => (u.Axis!, u.Loop!.Reverse));
        return [.. loops.Concat(timed.Where(u => CanRun(u, false, done, known)).Select(u => (u.Axis!, false))).Distinct()];
    }

    /// <summary>What can run of a region; null if nothing of use can.</summary>
    private RegionNode? RunRegion((Axis Axis, bool Reverse) region, List<Unit> pending, HashSet<Unit> done, Func<Unit, bool>? admitted = null)
    {
        var before = new HashSet<Unit>(done);
        var useful = Useful(pending, region);
        var body = Run(pending, done, u => useful.Contains(u) && u.Closed.All(before.Contains) && (admitted is null || admitted(u)));
        return body.Count == 0 ? null : new RegionNode(region.Axis, region.Reverse, body);
    }

    /// <summary>Whether everything that a unit still waits for can run in the same region.</summary>
    private static bool CanRun(Unit unit, bool reverse, HashSet<Unit> done, Dictionary<(Unit, bool), bool> known)
    {
        if (known.TryGetValue((unit, reverse), out var can)) return can;
        return known[(unit, reverse)] = (unit.Loop is null || unit.Loop.Reverse == reverse)
            && unit.Closed.All(done.Contains)
            && unit.Before.All(b => done.Contains(b) || (b.Axis == unit.Axis && CanRun(b, reverse, done, known)));
    }

    /// <summary>
    /// What a region is for: its loops, what leaves it, and everything these need. What only another region's loop reads waits for that
    /// region, which then finds it in the cache.
    /// </summary>
    private static HashSet<Unit> Useful(List<Unit> pending, (Axis Axis, bool Reverse) region)
    {
        var users = pending.SelectMany(u => u.Before.Select(b => (Producer: b, User: u))).ToLookup(p => p.Producer, p => p.User);
        var known = new Dictionary<Unit, bool>();
        return [.. pending.Where(IsUseful)];

        bool IsUseful(Unit unit)
        {
            if (known.TryGetValue(unit, out var useful)) return useful;
            if (unit.Axis != region.Axis || (unit.Loop is not null && unit.Loop.Reverse != region.Reverse)) return known[unit] = false;
            return known[unit] = unit.Loop is not null || !users[unit].Any() || users[unit].Any(u => u.Closed.Contains(unit) || IsUseful(u));
        }
    }
}
