namespace RnnGen.Compiler.Emission;

/// <summary>The member that predicts and judges: the loss without dropout, for validation and tests.</summary>
internal sealed class EvaluationEmitter(CompiledNetwork compiled, NetworkEmitter programs, string real, string network)
{
    public void Emit(SourceWriter writer, ContractEmitter contract)
    {
        var signature = programs.Signature("Evaluate");
        var tensors = signature.Inputs.Concat(signature.Outputs).ToArray();
        writer.Line();
        writer.Summary("Predicts a batch as <c>Predict</c> does, without dropout, and gives the loss of the predictions: " + LossText.Of(compiled) + ".");
        foreach (var tensor in tensors) writer.Line(CallerTensors.Document(tensor, CallerTensors.Meaning(tensor)));
        writer.Line("/// <param name=\"batch\">Number of samples.</param>\n/// <param name=\"workspace\">A workspace of this model, large enough.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A length, a label or the workspace does not fit; nothing was changed.</exception>");
        using (writer.Open($"public {real} Evaluate({string.Join(", ", CallerTensors.SpanParameters(signature.Inputs, signature.Outputs, real))}, int batch, Workspace workspace)"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(workspace);");
            ProgramCall.Check(writer, signature, signature.Inputs, tensors, compiled);
            writer.Line($"{real} loss;");
            using (writer.Open(CallerTensors.Fixed(tensors, real)))
            {
                var result = ProgramCall.Share(writer, signature, network, "Evaluate", "workspace.EvaluateArena", tensors.Select(t => t.Identifier + "Pointer"));
                writer.Line($"loss = {result};");
            }

            writer.Line("global::System.GC.KeepAlive(workspace);\nglobal::System.GC.KeepAlive(this);\nreturn loss;");
        }

        contract.EmitEvaluation(writer, signature.Inputs);
    }
}
