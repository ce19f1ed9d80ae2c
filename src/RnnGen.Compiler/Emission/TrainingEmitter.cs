using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;

namespace RnnGen.Compiler.Emission;

/// <summary>The members that train: Forward, Loss, Backward and their workspace.</summary>
internal sealed class TrainingEmitter(CompiledNetwork compiled, NetworkEmitter programs, string real, string network)
{
    private readonly ProgramSignature _forward = programs.Signature("Forward");
    private readonly ProgramSignature _loss = programs.Signature("Loss");
    private readonly ProgramSignature _backward = programs.Signature("Backward");

    public void Emit(SourceWriter writer, ContractEmitter contract)
    {
        EmitWorkspace(writer);
        EmitForward(writer);
        if (_loss.ReturnsLoss) EmitLoss(writer);
        EmitBackward(writer);
        contract.EmitTraining(writer);
    }

    private string OutputName(CallerTensor tensor) => IsOnlyOutput(tensor) ? "Outputs" : Identifier.Pascal(tensor.Name);

    private bool IsOnlyOutput(CallerTensor tensor) => tensor.Role == TensorRole.Output && compiled.Outputs.Count == 1;

    private void EmitForward(SourceWriter writer)
    {
        writer.Line();
        writer.Summary("Computes the outputs of a batch with dropout active, and keeps what Backward needs.");
        foreach (var input in Inputs) writer.Line(CallerTensors.Document(input, CallerTensors.Meaning(input)));
        writer.Line("/// <param name=\"batch\">Number of samples.</param>\n/// <param name=\"workspace\">A training workspace of this model, large enough; its Outputs receive the outputs.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A length or the workspace does not fit; nothing was changed.</exception>");
        using (writer.Open($"public void Forward({string.Join(", ", CallerTensors.SpanParameters(Inputs, [], real))}, int batch, TrainingWorkspace workspace)"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(workspace);");
            ProgramCall.Check(writer, _forward, Inputs, Inputs, compiled);
            writer.Line("workspace.Begin(batch, steps);");
            if (Carried.Length > 0) writer.Line("if (!workspace.StartsFromState)");
            if (Carried.Length > 0) using (writer.Open("")) foreach (var tensor in Carried) writer.Line($"workspace.{CarriedName(tensor)}.Span.Clear();");
            Keep(writer, _forward);
            using (writer.Open(CallerTensors.Fixed(Inputs, real)))
            {
                var outputs = _forward.Outputs.Select(t => IsCarried(t) ? $"workspace.{CarriedName(t)}.Pointer" : $"workspace.{OutputName(t)}Buffer.Pointer");
                var pointers = _forward.Inputs.Select(t => Carried.Contains(t) ? $"workspace.{CarriedName(t)}.Pointer" : t.Identifier + "Pointer").Concat(outputs);
                ProgramCall.Share(writer, _forward, network, "Forward", "workspace.Arena", pointers, masks: "workspace.Seed, workspace.Step");
            }

            writer.Line("global::System.GC.KeepAlive(workspace);\nglobal::System.GC.KeepAlive(this);");
        }
    }

    private void EmitLoss(SourceWriter writer)
    {
        writer.Line();
        CallerTensor[] targets = [.. _loss.Inputs.Where(t => t.Role == TensorRole.Target)];
        writer.Summary("The loss of the last Forward: " + LossText.Of(compiled) + ".");
        foreach (var target in targets) writer.Line(CallerTensors.Document(target, CallerTensors.Meaning(target)));
        writer.Line("/// <param name=\"workspace\">The workspace of the last Forward.</param>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">There was no Forward, or it has its Loss already.</exception>");
        using (writer.Open($"public {real} Loss({string.Join(", ", CallerTensors.SpanParameters(targets, [], real))}, TrainingWorkspace workspace)"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(workspace);");
            writer.Line("(int batch, int steps) = workspace.Expect(afterLoss: false);");
            RecallSteps(writer, _loss);
            ProgramCall.CheckTensors(writer, targets, compiled);
            Keep(writer, _loss);
            writer.Line($"{real} loss;");
            using (writer.Open(CallerTensors.Fixed(targets, real)))
            {
                var result = ProgramCall.Share(writer, _loss, network, "Loss", "workspace.Arena", _loss.Inputs.Select(t => Pointer(t, targets)));
                writer.Line($"loss = {result};");
            }

            writer.Line("workspace.HasLoss = true;\nglobal::System.GC.KeepAlive(workspace);\nreturn loss;");
        }
    }

    private void EmitBackward(SourceWriter writer)
    {
        CallerTensor[] given = [.. _backward.Inputs.Where(t => t.Id.IsGradient)];
        var tensors = given.Concat(_backward.Outputs).ToArray();
        writer.Line();
        writer.Summary("Computes the gradients of all parameters into the workspace's Gradients, replacing what was there, and uses the last Forward up.");
        foreach (var tensor in tensors) writer.Line(CallerTensors.Document(tensor, CallerTensors.Meaning(tensor)));
        writer.Line($"/// <param name=\"workspace\">The workspace of the last {(_loss.ReturnsLoss ? "Loss" : "Forward")}.</param>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">There is nothing to differentiate.</exception>");
        var spans = CallerTensors.SpanParameters(given, _backward.Outputs, real).Append("TrainingWorkspace workspace");
        using (writer.Open($"public void Backward({string.Join(", ", spans)})"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(workspace);");
            writer.Line($"(int batch, int steps) = workspace.Expect(afterLoss: {(_loss.ReturnsLoss ? "true" : "false")});");
            RecallSteps(writer, _backward);
            ProgramCall.CheckTensors(writer, tensors, compiled);
            writer.Line("workspace.End();");
            var pointers = _backward.Inputs.Concat(_backward.Outputs).Select(t => Pointer(t, tensors));
            using (IDisposable? pinned = tensors.Length == 0 ? null : writer.Open(CallerTensors.Fixed(tensors, real)))
            {
                ProgramCall.Share(writer, _backward, network, "Backward", "workspace.Arena", pointers, gradients: "workspace.Gradients.Pointer");
            }

            writer.Line("global::System.GC.KeepAlive(workspace);\nglobal::System.GC.KeepAlive(this);");
        }
    }

    /// <summary>States that go on from one Forward to the next; the workspace keeps them.</summary>
    private CallerTensor[] Carried => [.. _forward.Inputs.Where(t => t.Role == TensorRole.Carried)];

    private CallerTensor[] Inputs => [.. _forward.Inputs.Except(Carried)];

    private bool IsCarried(CallerTensor output) => output.Role == TensorRole.Final && Carried.Any(c => c.Id.Of == output.Id.Of);

    private static string CarriedName(CallerTensor tensor) => Identifier.Pascal(tensor.Id.Of) + "Carried";

    /// <summary>Where a program finds a tensor: with the caller, or, of what an earlier call got, in the workspace.</summary>
    private static string Pointer(CallerTensor tensor, IEnumerable<CallerTensor> given) =>
        given.Contains(tensor) ? tensor.Identifier + "Pointer" : $"workspace.{KeptName(tensor)}.Pointer";

    private static string KeptName(CallerTensor tensor) => Identifier.Pascal(tensor.Name) + "Kept";

    /// <summary>What a later program reads again: whole numbers, and initial states that the first step of a loop goes back to.</summary>
    private CallerTensor[] Kept(ProgramSignature signature) =>
    [
        .. signature.Inputs.Where(t => _backward.Inputs.Any(i => i.Id == t.Id) || (signature == _forward && _loss.Inputs.Any(i => i.Id == t.Id))),
    ];

    private void Keep(SourceWriter writer, ProgramSignature signature)
    {
        foreach (var tensor in Kept(signature).Where(t => signature == _forward || !_forward.Inputs.Any(i => i.Id == t.Id)))
        {
            var source = Carried.Contains(tensor) ? $"workspace.{CarriedName(tensor)}.Span" : tensor.Identifier;
            writer.Line((tensor.IsLengths ? $"if ({source}.Length == 0) workspace.{KeptName(tensor)}.Span.Fill({tensor.StepsName(compiled)});\nelse " : "") + $"{source}.CopyTo(workspace.{KeptName(tensor)}.Span);");
        }

        foreach (var axis in _forward.Axes.Where(_ => signature == _forward)) writer.Line($"workspace.{Identifier.Pascal(axis.Name)} = {axis.Name};");
    }

    private static void RecallSteps(SourceWriter writer, ProgramSignature signature)
    {
        foreach (var axis in signature.Axes) writer.Line($"int {axis.Name} = workspace.{Identifier.Pascal(axis.Name)};");
    }

    private void EmitWorkspace(SourceWriter writer)
    {
        var kept = Kept(_forward).Concat(Kept(_loss)).GroupBy(t => t.Id).Select(g => g.First()).ToArray();
        writer.Line();
        writer.Summary("Makes memory for training.");
        writer.Line("/// <param name=\"maxBatch\">Largest batch.</param>\n/// <param name=\"maxSteps\">Largest number of time steps.</param>");
        writer.Line($"public TrainingWorkspace CreateTrainingWorkspace(int maxBatch, int maxSteps = {compiled.DefaultSteps}) => new(maxBatch, maxSteps);").Line();
        writer.Summary("Memory for one training step of one caller at a time: what Forward keeps for Backward, the outputs, and the gradients.");
        using (writer.Open($"public sealed class TrainingWorkspace : global::RnnGen.TrainingWorkspace<{real}>"))
        {
            writer.Line($"private readonly global::RnnGen.Numerics.AlignedBuffer<{real}> _memory;").Line();
            writer.Line("internal TrainingWorkspace(int maxBatch, int maxSteps)");
            using (writer.Indent()) writer.Line(": base(maxBatch, maxSteps, ModelDescription.Parameters)");
            using (writer.Open(""))
            {
                PredictionEmitter.EmitFixedSteps(writer, network, compiled);
                PredictionEmitter.EmitArenas(writer, real, network, compiled.Training!);
                foreach (var tensor in Carried) writer.Line($"{CarriedName(tensor)} = new(checked((int)({CallerTensors.Length(tensor, "maxBatch")})));");
                foreach (var output in _forward.Outputs.Where(o => !IsCarried(o)))
                    writer.Line($"{OutputName(output)}Buffer = new(checked((int)({CallerTensors.Length(output, "maxBatch", "maxSteps")})));");
                foreach (var tensor in kept) writer.Line($"{KeptName(tensor)} = new(checked((int)({CallerTensors.Length(tensor, "maxBatch", "maxSteps")})));");
            }

            writer.Line($"\n/// <inheritdoc/>\npublic override long Bytes => (long)_memory.Length * sizeof({real});\n");
            foreach (var output in _forward.Outputs.Where(o => !IsCarried(o)))
            {
                var length = CallerTensors.Length(output, "Batch", output.Shape.Axis is null || output.Shape.Axis.IsMain ? "BatchSteps" : Identifier.Pascal(output.Shape.Axis.Name));
                if (IsOnlyOutput(output)) writer.Line("/// <inheritdoc/>");
                else writer.Summary($"{output.Role switch { TensorRole.Final => "Final states", TensorRole.States => "Hidden states", _ => "Output" }} {output.Name} of the last Forward: {CallerTensors.ShapeText(output)}.");
                writer.Line($"public {(IsOnlyOutput(output) ? "override " : "")}global::System.ReadOnlySpan<{real}> {OutputName(output)} => {OutputName(output)}Buffer.Span[..(int)({length})];\n");
                writer.Line($"internal global::RnnGen.Numerics.AlignedBuffer<{real}> {OutputName(output)}Buffer {{ get; }}\n");
            }

            foreach (var output in _forward.Outputs.Where(o => IsCarried(o) && compiled.Graph.Roots.Any(r => r.Kind == RootKind.Output && r.Tensor == o.Id)))
            {
                writer.Summary($"Final states {output.Name} of the last Forward: {CallerTensors.ShapeText(output)}.");
                writer.Line($"public global::System.ReadOnlySpan<{real}> {OutputName(output)} => {CarriedName(output)}.Span[..(int)({CallerTensors.Length(output, "Batch")})];\n");
            }

            // Of several heads, the first is what code for all models sees.
            var first = _forward.Outputs.First(o => o.Role == TensorRole.Output && o.Id.Of == compiled.Outputs[0].Name);
            if (!IsOnlyOutput(first)) writer.Line($"/// <inheritdoc/>\npublic override global::System.ReadOnlySpan<{real}> Outputs => {OutputName(first)};\n");
            if (Carried.Length > 0) writer.Line("/// <inheritdoc/>\npublic override bool CanCarryState => true;\n");
            foreach (var tensor in Carried) writer.Line($"internal global::RnnGen.Numerics.AlignedBuffer<{real}> {CarriedName(tensor)} {{ get; }}\n");
            foreach (var tensor in kept) writer.Line($"internal global::RnnGen.Numerics.AlignedBuffer<{tensor.ElementOf(real)}> {KeptName(tensor)} {{ get; }}\n");
            foreach (var axis in _forward.Axes) writer.Line($"internal int {Identifier.Pascal(axis.Name)} {{ get; set; }}\n");
            writer.Line($"internal global::RnnGen.Numerics.Arena<{real}> Arena {{ get; }}");
        }
    }
}
