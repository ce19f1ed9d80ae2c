using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>Which regions come next, and what runs in them.</summary>
public sealed partial class Scheduler
{
    /// <summary>
    /// Regions for loops that do not wait for one another though they run along different axes or in different directions, such as the directions of
    /// a layer, in a row: nothing in one of them needs another (<see cref="SideBySide"/>). What several of them need runs before. None if there
    /// is but one axis and direction.
    /// </summary>
    private List<RegionNode> RunSideBySide(List<Unit> pending, HashSet<Unit> done)
    {
        var known = new Dictionary<(Unit, bool), bool>();
        var needs = pending.Where(u => u.IsLong && CanRun(u, u.Loop!.Reverse, done, known)).GroupBy(u => (u.Axis!, u.Loop!.Reverse))
            .Select(g => (Region: g.Key, Units: Needs(g, done))).ToList();
        if (needs.Count < 2) return [];
        var common = new HashSet<Unit>(needs.SelectMany(n => n.Units).GroupBy(u => u).Where(g => g.Count() > 1).Select(g => g.Key));
        var regions = common.Select(u => u.Axis!).Distinct().ToList()
            .ConvertAll(axis => new RegionNode(axis, reverse: false, Run(pending, done, u => u.Axis == axis && common.Contains(u))));
        var before = new HashSet<Unit>(done);
        foreach (var (region, own) in needs)
        {
            var useful = Useful(pending, region);
            useful.ExceptWith(needs.Where(n => n.Units != own).SelectMany(n => n.Units));
            var beside = new HashSet<Unit>(done.Except(before));
            regions.Add(new RegionNode(region.Item1, region.Reverse, Run(pending, done, u => useful.Contains(u) && u.Closed.All(before.Contains) && !u.Before.Any(beside.Contains))));
        }

        return regions;
    }

    /// <summary>Some units and what they wait for, directly or not.</summary>
    private static HashSet<Unit> Needs(IEnumerable<Unit> units, HashSet<Unit> done)
    {
        var needs = new HashSet<Unit>();
        var open = new Stack<Unit>(units);
        while (open.Count > 0)
        {
            var unit = open.Pop();
            if (!done.Contains(unit) && needs.Add(unit)) foreach (var b in unit.Before) open.Push(b);
        }

        return needs;
    }

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
    private RegionNode? RunRegion((Axis Axis, bool Reverse) region, List<Unit> pending, HashSet<Unit> done)
    {
        var before = new HashSet<Unit>(done);
        var useful = Useful(pending, region);
        var body = Run(pending, done, u => useful.Contains(u) && u.Closed.All(before.Contains));
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
