using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>Regions that several threads may run side by side: the same text, in which the worker is one of all or alone.</summary>
internal sealed partial class ProgramEmitter
{
    private void EmitTurn(SourceWriter writer, RegionNode region, IReadOnlyList<RegionNode> group, TeamText team)
    {
        var turn = group.TakeWhile(r => r != region).Count();
        if (turn == 0)
        {
            team.Meet();
            writer.Gap().Line($"// None of these regions needs another: each is the work of one thread where {(SideBySide.IsEven(group) ? "they can be dealt out evenly, or " : "")}samples are few.");
        }

        using (writer.Open($"if (teamWorker.Takes({Literal.Of(turn)}, {Literal.Of(group.Count)}, {(SideBySide.IsEven(group) ? "true" : "false")}, batch, out worker))"))
        {
            // The samples of this worker as one of all, or alone; a region that counts samples shares them out itself, for every chunk.
            if (region.Body.Any(SharingRules.RunsByStep) && !CountsSamples(region)) writer.Line("(sample, samples) = worker.Share(batch);");
            EmitRegion(writer, region, team, isBlock: true);
            team.Leave();
        }

        // Behind the last, all are one team again, each with its own samples.
        if (turn < group.Count - 1) return;
        writer.Line("worker = teamWorker;");
        team.MeetAnyway();
        if (group.Any(r => CountsSamples(r) || r.Body.Any(SharingRules.RunsByStep))) writer.Line("(sample, samples) = worker.Share(batch);");
    }
}
