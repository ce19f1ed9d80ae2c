using RnnGen.Compiler.Planning;

namespace RnnGen.Compiler.Emission;

/// <summary>The members that predict.</summary>
internal sealed class PredictionEmitter(CompiledNetwork compiled, NetworkEmitter programs, string real, string network, string kernels)
{
    /// <summary>Memory of an arena: the arguments that describe it.</summary>
    public static string ArenaLength(string network, string plan) =>
        $"{network}.{plan}SequenceLength, {network}.{plan}ChunkLength";

    public void Emit(SourceWriter writer, ContractEmitter contract)
    {
        var signature = programs.Signature("Predict");
        var tensors = signature.Inputs.Concat(signature.Outputs).ToArray();
        var spans = string.Join(", ", CallerTensors.SpanParameters(signature.Inputs, signature.Outputs, real));
        var names = string.Join(", ", tensors.Select(t => t.Identifier));
        var sample = SampleEmitter.Of(compiled, programs, signature, real, kernels);
        EmitWorkspace(writer);

        writer.Summary("Predicts one sample.");
        foreach (var tensor in tensors) writer.Line(CallerTensors.Document(tensor, CallerTensors.Meaning(tensor), batch: "1"));
        EmitCommonDocs(writer);
        writer.Line($"public void Predict({spans}, Workspace workspace) => Predict({names}, 1, workspace);").Line();

        writer.Summary("Predicts a batch. Nothing is allocated; threads may share the model, each with a workspace of its own.");
        foreach (var tensor in tensors) writer.Line(CallerTensors.Document(tensor, CallerTensors.Meaning(tensor)));
        writer.Line("/// <param name=\"batch\">Number of samples.</param>");
        EmitCommonDocs(writer);
        using (writer.Open($"public void Predict({spans}, int batch, Workspace workspace)"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(workspace);");
            ProgramCall.Check(writer, signature, signature.Inputs, tensors, compiled);
            using (writer.Open(CallerTensors.Fixed(tensors, real)))
            {
                if (sample is not null)
                {
                    using (writer.Open("if (batch == 1)")) writer.Line(sample.Call);
                }

                using (IDisposable? others = sample is null ? null : writer.Open("else"))
                {
                    ProgramCall.Share(writer, signature, network, "Predict", "workspace.Arena", tensors.Select(t => t.Identifier + "Pointer"));
                }
            }

            writer.Line("global::System.GC.KeepAlive(workspace);\nglobal::System.GC.KeepAlive(this);");
        }

        sample?.Emit(writer);

        contract.EmitPrediction(writer);
    }

    /// <summary>Whether a stream begins with what it reads before.</summary>
    private bool HasStart => compiled.Start is not null && programs.Signature("Start").Inputs.Count > 0;

    /// <summary>Arenas that take turns in one memory; the first is called Arena.</summary>
    public static void EmitArenas(SourceWriter writer, string real, string network, params IReadOnlyList<MemoryPlan> plans)
    {
        writer.Line($"int length = {Length(plans[0])};");
        foreach (var plan in plans.Skip(1)) writer.Line($"length = global::System.Math.Max(length, {Length(plan)});");
        writer.Line("_memory = new(length);");
        foreach (var plan in plans)
            writer.Line($"{(plan == plans[0] ? "" : Name(plan))}Arena = new(_memory.Pointer, {ArenaLength(network, Name(plan))}, {Rows(plan)});");

        static string Name(MemoryPlan plan) => ProgramSignature.PlanName(plan.Programs[0]);

        string Length(MemoryPlan plan) => $"global::RnnGen.Numerics.Arena<{real}>.Length({ArenaLength(network, Name(plan))}, {network}.{Name(plan)}BatchLength, {Rows(plan)})";

        string Rows(MemoryPlan plan) =>
            $"maxBatch, maxSteps, {network}.ChunkRows" + (plan.Unique.Count > 0 ? $", {network}.{Name(plan)}UniqueLength, {network}.{Name(plan)}MostUnique" : "");
    }

    /// <summary>Memory suffices for the axes whose steps the declaration fixes, and for those that have a step more than the caller's, too.</summary>
    public static void EmitFixedSteps(SourceWriter writer, string network, CompiledNetwork compiled)
    {
        if (compiled.HasStepMore) writer.Line("maxSteps = checked(maxSteps + 1);");
        foreach (var axis in compiled.FixedAxes.Where(a => !a.IsMain)) writer.Line($"maxSteps = global::System.Math.Max(maxSteps, {network}.{axis.Name});");
    }

    private static void EmitCommonDocs(SourceWriter writer)
    {
        writer.Line("/// <param name=\"workspace\">A workspace of this model, large enough.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A length or the workspace does not fit; nothing was changed.</exception>");
    }

    private void EmitWorkspace(SourceWriter writer)
    {
        MemoryPlan[] others = [.. HasStart ? [compiled.Start!] : Array.Empty<MemoryPlan>(), .. compiled.Evaluation is { } evaluation ? [evaluation] : Array.Empty<MemoryPlan>()];
        writer.Summary("Makes memory for predictions.");
        writer.Line("/// <param name=\"maxBatch\">Largest batch.</param>\n/// <param name=\"maxSteps\">Largest number of time steps.</param>");
        writer.Line($"public Workspace CreateWorkspace(int maxBatch = 1, int maxSteps = {compiled.DefaultSteps}) => new(maxBatch, maxSteps);").Line();
        writer.Summary("Memory for predictions of one caller at a time.");
        using (writer.Open("public sealed class Workspace : global::RnnGen.ModelWorkspace"))
        {
            writer.Line($"private readonly global::RnnGen.Numerics.AlignedBuffer<{real}> _memory;").Line();
            writer.Line("internal Workspace(int maxBatch, int maxSteps)");
            using (writer.Indent()) writer.Line(": base(maxBatch, maxSteps)");
            using (writer.Open(""))
            {
                EmitFixedSteps(writer, network, compiled);
                EmitArenas(writer, real, network, [compiled.Predict, .. others]);
            }

            writer.Line($"\n/// <inheritdoc/>\npublic override long Bytes => (long)_memory.Length * sizeof({real});\n");
            writer.Line($"internal global::RnnGen.Numerics.Arena<{real}> Arena {{ get; }}");
            foreach (var plan in others) writer.Line($"\ninternal global::RnnGen.Numerics.Arena<{real}> {ProgramSignature.PlanName(plan.Programs[0])}Arena {{ get; }}");
        }

        writer.Line();
    }
}
