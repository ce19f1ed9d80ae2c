using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>Where samples have lengths: their order, the rows that count and whose they are.</summary>
internal sealed partial class ProgramEmitter
{
    /// <summary>The order of the samples: the program that gets their lengths makes it, those that follow find it.</summary>
    private void EmitOrder(SourceWriter writer)
    {
        if (!_at.IsOrdered) return;
        DeclareOrder(writer);
        if (_program.Name is not ("Predict" or "Evaluate" or "Forward")) return;
        var lengths = _plan.Compact.Lengths!.Get<InputAttribute>().Tensor;
        writer.Line($"if (worker.IsFirst) sampleOrder.Sort({ProgramSignature.PointerName(lengths.Name)}, {_plan.Compact.Axis!.Name});");
        writer.Line("worker.Meet();");
    }

    private void DeclareOrder(SourceWriter writer) =>
        writer.Line($"var sampleOrder = new SampleOrder(arena.Batch + ({PlanName}Order * arena.BatchRows), batch);");

    /// <summary>The steps of the chunk that are the worker's, and their rows; the samples that are, where they are fewer and fewer.</summary>
    private void EmitShares(SourceWriter writer, RegionNode region)
    {
        var counts = region.Body.Any(n => n.Rows == RowChoice.Counting && n is not LoopNode);
        if (region.Body.Any(n => n.Rows != RowChoice.All)) writer.Line("nint firstCounting = sampleOrder.RowsBefore(first);");
        if (counts) writer.Line("int countingRows = (int)(sampleOrder.RowsBefore(first + count) - firstCounting);");
        if (CountsSamples(region)) writer.Line("(sample, samples) = sampleOrder.ShareSamples(worker, first, count);");
        if (!_isShared || region.Body.All(n => SharingRules.Of(n, inRegion: true) != Sharing.Steps)) return;
        writer.Line($"(int shareStep, int shareCount) = {(counts ? "sampleOrder.ShareSteps(worker, first, count)" : "worker.Share(count)")};");
        writer.Line("int shareFirst = first + shareStep;");
        writer.Line("int shareRows = shareCount * batch;");
        writer.Line("nint shareRow = (nint)shareStep * batch;");
        if (!counts) return;
        writer.Line("nint shareCounting = sampleOrder.RowsBefore(shareFirst) - firstCounting;");
        writer.Line("int shareCountingRows = (int)(sampleOrder.RowsBefore(shareFirst + shareCount) - firstCounting - shareCounting);");
    }

    /// <summary>Whether the samples are dealt out by the steps that they have in a chunk, not all alike.</summary>
    private static bool CountsSamples(RegionNode region) =>
        region.Body.Any(n => n is LoopNode) && region.Body.All(n => n is not LoopNode || n.Rows != RowChoice.All);

    /// <summary>The rows of a step that count, and what is to be said of the others: states stay as they were, values that somebody reads are zero.</summary>
    private void EmitCounting(SourceWriter writer, IEnumerable<Node> nodes, IEnumerable<LoopState> states)
    {
        writer.Line("nint countingRow = sampleOrder.RowsBefore(first + t) + sample;");
        writer.Line("int counting = Math.Clamp(sampleOrder.RowsAt(first + t) - sample, 0, samples);");
        foreach (var state in states)
        {
            var storage = StorageOf(state);
            writer.Line($"Planes.Copy({_at.PointerBeyond(state, storage, before: true)}, {_at.PointerBeyond(state, storage, before: false)}, samples - counting, {Addresses.Stride(storage)});");
        }

        foreach (var value in nodes.SelectMany(n => n.Writes).Where(_plan.Compact.IsCleared))
            writer.Line($"Planes.Clear({_at.PointerBeyond(value)}, samples - counting, {_at.Stride(value)});");
        writer.Line("if (counting == 0) continue;");
    }
}
