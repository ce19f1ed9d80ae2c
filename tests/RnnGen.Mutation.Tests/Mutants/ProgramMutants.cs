namespace Mutation.Mutants;

/// <summary>What could be wrong from the graph to programs and memory: order, regions, reuse, lifetimes.</summary>
internal static class ProgramMutants
{
    private const string Scheduler = "Scheduling/Scheduler.cs", Planner = "Planning/Planner.cs", Memory = "Planning/MemoryPlan.cs", Layout = "Scheduling/PanelLayout.cs",
        Regions = "Scheduling/Scheduler.Regions.cs", Lives = "Planning/Lives.cs";

    public static IEnumerable<Mutant> List =>
    [
        new("scheduler: whole sequences", Scheduler, "(whole || read.Op == Op.Final", "(read.Op == Op.Final", "who reads all steps waits for the last", "attention in chunks"),
        new("scheduler: order of narrow values", Scheduler, "\n            .OrderBy(g => g[0].Values[0].Shape.Form).ThenBy(g => g[0].Values[0].Shape.Columns.Size > 1)];", "\n            .OrderByDescending(g => g[0].Values[0].Shape.Form).ThenBy(g => g[0].Values[0].Shape.Columns.Size <= 1)];", "columns are ready before the planes that read them", "masked tokens by loops"),
        new("scheduler: results of kernels", Scheduler, "_wanted.Contains(value) || ", "", "what a root wants is written", "gru fixture"),
        new("scheduler: order of a step", Scheduler, "if (units.TryGetValue(operand, out var producer)) unit.Before.Add(producer);", "", "products of a step come before what reads them", "gru fixture"),
        new("scheduler: order of a program", Scheduler, "        unit.Before.Add(producer);\n        if (producer.Axis", "        if (producer.Axis", "operands come first", "gru fixture"),
        new("scheduler: useless work", Regions, "known[unit] = unit.Loop is not null || !users[unit].Any()", "known[unit] = true || unit.Loop is not null || !users[unit].Any()", "what only another region reads is computed a region earlier", "gru fixture") { Equivalent = true },
        new("planner: reuse", Planner, "        && _index.LastRead(operand) == position\n", "\n", "the place of an operand is free after its last reader", "gru fixture"),
        new("planner: left operands", Planner, "!group.Lefts.Contains(addend) && ", "", "a product reads its left operands to the end", "products by loops"),
        new("planner: shared addends", Planner, " && addends.Count(a => a == addend) == 1", "", "two products may start from one addend", "products by loops"),
        new("planner: chunks", Planner, "regions > 1 || outside ? kept : StorageClass.Chunk", "StorageClass.Chunk", "what another region reads is kept for all steps", "gru_long fixture in chunks"),
        new("planner: whole region", Planner, "wholeRegion: whole", "wholeRegion: false", "the next chunk finds again what is not of the chunk", "lstm_2layer_bi_lengths fixture in chunks"),
        new("planner: lives", Lives, "a.First <= b.Last && b.First <= a.Last", "a.First > b.Last && b.First <= a.Last", "buffers that are needed together lie apart", "gru fixture"),
        new("planner: places", Memory, "if (offset + storage.Stride <= other.Offset) break;", "if (offset <= other.Offset) break;", "a buffer fits into a gap, or goes behind it", "gru fixture"),
        new("panels: tail", Layout, "(units + 3) / MostLanes", "units / MostLanes", "13 units need 16 lanes", "wide layers by loops"),
        new("panels: count", Layout, "unit += count * vectors * lanes;", "unit += vectors * lanes;", "a run begins behind all panels of the one before it", "wide layers by loops"),
        new("panels: first unit", Layout, "unit += count * vectors * lanes;", "unit += count * lanes;", "a panel begins behind the one before it", "wide layers by loops"),
    ];
}
