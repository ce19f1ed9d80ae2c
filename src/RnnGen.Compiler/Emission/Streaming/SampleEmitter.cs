using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// Predicts one sample through the steps of a stream, where the network is so small that these, with few calls or none, take less time than a
/// program that does the same layer by layer. The bits are those of the program.
/// </summary>
internal sealed class SampleEmitter
{
    /// <summary>
    /// Weights beyond which calls cost less than it gains to multiply the inputs of all steps at once: with 100 steps, networks below this take 0.65 to
    /// 0.9 of the time through steps, and those above up to twice as much.
    /// </summary>
    private const int MostWeights = 1024;

    private readonly StepEmitter _step;
    private readonly string _real;
    private readonly string _kernels;
    private readonly CallerTensor[] _tensors;

    private SampleEmitter(StepEmitter step, CallerTensor[] tensors, string real, string kernels) =>
        (_step, _tensors, _real, _kernels) = (step, tensors, real, kernels);

    /// <summary>
    /// Null where steps would take longer, or give something else than the program: where it begins from what the caller or the model knows, tells only
    /// the last output, or leaves out what the caller does not want.
    /// </summary>
    public static SampleEmitter? Of(CompiledNetwork compiled, NetworkEmitter programs, ProgramSignature predict, string real, string kernels)
    {
        CallerTensor[] tensors = [.. predict.Inputs, .. predict.Outputs];
        if (programs.Step is not { IsSmall: true, Weights: <= MostWeights } step) return null;
        var states = new StepMemory(step.State.Length, real);
        return !step.Memory.IsLarge && !states.IsLarge && compiled.Start is null && step.State.Capacities.Count == 0
            && tensors.Select(t => t.Id).SequenceEqual(step.Tensors.Select(t => t.Id))
            && tensors.All(t => t is { Parts: 1, Id.IsBeside: false, Shape.Axis: { IsMain: true, FixedSteps: 0 } })
            ? new SampleEmitter(step, tensors, real, kernels)
            : null;
    }

    /// <summary>The call, within the method that has pinned the caller's tensors.</summary>
    public string Call => $"PredictSample({string.Join(", ", _tensors.Select(t => t.Identifier + "Pointer").Append("steps"))});";

    public void Emit(SourceWriter writer)
    {
        writer.Line().Summary("A network so small takes less time step by step than layer by layer.");
        writer.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");
        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(\n    global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization\n    | global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]");
        using (writer.Open($"private void PredictSample({string.Join(", ", _tensors.Select(t => $"{t.ElementOf(_real)}* {t.Identifier}").Append("int steps"))})"))
        {
            var states = _step.State.Length;
            if (states > 0)
            {
                new StepMemory(states, _real).EmitMemory(writer, "Step");
                writer.Line($"{_real}* states = memory;");
                writer.Line($"new global::System.Span<{_real}>(states, {Literal.Of(states)}).Clear();");
            }

            using (writer.Open("for (nint t = 0; t < steps; t++)"))
            {
                writer.Line($"{_kernels}.Step({_step.CallArguments(t => $"&{t.Identifier}[{At(t)}]", turned: "false")});");
            }
        }
    }

    private static string At(CallerTensor tensor) => tensor.Shape.Form == Form.Tokens ? "t" : $"t * {Literal.Of(tensor.Shape.Columns.Size)}";
}
