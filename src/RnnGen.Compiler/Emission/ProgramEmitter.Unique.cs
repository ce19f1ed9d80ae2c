using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Planning;

namespace RnnGen.Compiler.Emission;

/// <summary>The different tokens of an input, each of which is looked up and multiplied with weights once.</summary>
internal sealed partial class ProgramEmitter
{
    /// <summary>The program that gets the tokens finds them; those that follow find them in the workspace.</summary>
    private void EmitUnique(SourceWriter writer)
    {
        var read = new HashSet<Value>(_program.Flatten().SelectMany(n => n.Reads));
        Value[] unique = [.. _plan.Unique.Where(read.Contains)];
        foreach (var tokens in unique)
            writer.Line($"var {MemoryPlan.UniqueName(tokens)} = new UniqueTokens(arena.Sequence + ({PlanName}{Pascal(MemoryPlan.UniqueName(tokens))} * arena.SequenceRows), batch, {tokens.Operands[0].Shape.Axis!.Name});");
        if (_program.Name is "Predict" or "Evaluate" or "Forward" && unique.Length > 0)
        {
            foreach (var tokens in unique)
            {
                var ids = ProgramSignature.PointerName(tokens.Operands[0].Get<InputAttribute>().Tensor.Name);
                writer.Line($"if (worker.IsFirst) {MemoryPlan.UniqueName(tokens)}.Find({ids}, {_at.Samples(_plan.Compact.Counts(tokens) ? Place.Counting : Place.Chunk)});");
            }

            writer.Line("worker.Meet();");
        }

        foreach (var tokens in unique) writer.Line($"int {tokens.Shape.Axis!.Name} = {MemoryPlan.UniqueName(tokens)}.Steps;");
    }
}
