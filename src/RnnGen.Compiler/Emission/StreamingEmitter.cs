using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Planning;

namespace RnnGen.Compiler.Emission;

/// <summary>The state of one stream, where it starts, and the step that advances it.</summary>
internal sealed class StreamingEmitter
{
    private readonly CompiledNetwork _compiled;
    private readonly string _real;
    private readonly string _network;
    private readonly string _kernels;
    private readonly StepEmitter _step;
    private readonly ProgramSignature _start;
    private readonly StateLayout _state;

    public StreamingEmitter(CompiledNetwork compiled, NetworkEmitter programs, string real, string network, string kernels)
    {
        (_compiled, _real, _network, _kernels) = (compiled, real, network, kernels);
        (_step, _start) = (programs.Step!, programs.Signature("Start"));
        _state = _step.State;
    }

    /// <summary>What the caller hands in at every step.</summary>
    private CallerTensor[] Given => [.. _step.Signature.Inputs.Where(t => t.Role == TensorRole.Input)];

    private CallerTensor[] Results => [.. _step.Signature.Outputs.Where(t => !_state.Has(t))];

    public void Emit(SourceWriter writer)
    {
        EmitState(writer);
        EmitInitialState(writer);
        EmitStep(writer);
    }

    private static bool IsToken(CallerTensor tensor) => tensor.Shape.Form == Form.Tokens;

    private void EmitStep(SourceWriter writer)
    {
        var memory = _step.Memory;
        writer.Line();
        memory.EmitField(writer, "Step");
        var allocation = memory.IsLarge ? "Allocates working memory at a thread's first step, nothing after it." : "Nothing is allocated.";
        writer.Summary($"Feeds one step of a stream and predicts from all steps so far. {allocation}");
        writer.Line("/// <param name=\"state\">The stream's state, from InitialState; a copy of it is a snapshot.</param>");
        foreach (var tensor in Given)
            writer.Line($"/// <param name=\"{tensor.Identifier}\">{(IsToken(tensor) ? "The step's token." : $"The step's inputs: {Size(tensor)} values.")}</param>");
        foreach (var tensor in Results) writer.Line($"/// <param name=\"{tensor.Identifier}\">The outputs after this step: {Size(tensor)} values.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A length does not fit; nothing was changed.</exception>");
        writer.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");

        // A caller that took it into itself would leave its parts outside.
        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(\n    global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization\n    | global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]");
        var parameters = Given.Select(t => IsToken(t) ? $"int {t.Identifier}" : $"global::System.ReadOnlySpan<{_real}> {t.Identifier}")
            .Concat(Results.Select(t => $"global::System.Span<{_real}> {t.Identifier}"));
        using (writer.Open($"public void Step(ref State state, {string.Join(", ", parameters)})"))
        {
            foreach (var tensor in Given.Concat(Results))
            {
                writer.Line(IsToken(tensor)
                    ? $"global::RnnGen.Numerics.Check.Tokens([{tensor.Identifier}], {Literal.Of(tensor.InputOf(_compiled).Vocabulary)}, nameof({tensor.Identifier}));"
                    : $"global::RnnGen.Numerics.Check.Length({tensor.Identifier}.Length, {Size(tensor)}, nameof({tensor.Identifier}), \"[{Size(tensor)}]\");");
            }

            if (memory.IsLarge) memory.EmitMemory(writer, "Step");
            foreach (var token in Given.Where(IsToken)) writer.Line($"int* {token.Identifier}Pointer = &{token.Identifier};");
            var spans = Given.Where(t => !IsToken(t)).Concat(Results).Select(t => $"{t.Identifier}Pointer = {t.Identifier}").ToList();
            if (_state.Length > 0) spans.Add("states = state.Values");
            using (writer.Open($"fixed ({_real}* {string.Join(", ", spans)})"))
            {
                writer.Line($"{_kernels}.Step({_step.CallArguments(t => t.Identifier + "Pointer", "state.Turned")});");
            }

            if (_step.Turns) writer.Line("state.Turned = !state.Turned;");

            writer.Line("global::System.GC.KeepAlive(this);");
        }
    }

    private string Size(CallerTensor tensor) => CallerTensors.Columns(tensor, _compiled);

    private void EmitInitialState(SourceWriter writer)
    {
        if (_compiled.Start is null)
        {
            writer.Summary("The state of a stream that has not begun: all zeros.").Line("/// <returns>A state for <see cref=\"Step\"/>.</returns>");
            writer.Line("public static State InitialState() => default;");
            return;
        }

        var given = _start.Inputs.ToArray();
        var memory = StepMemory.Of(_compiled.Start, _real);
        if (given.Length == 0) memory.EmitField(writer, "Start");
        writer.Summary(given.Length == 0 ? "The state of a stream that has not begun, as it was learned." : "The state of a stream that has not begun: what the model makes of what is known before.");
        foreach (var tensor in given) writer.Line(CallerTensors.Document(tensor, CallerTensors.Meaning(tensor), "1"));
        if (given.Length > 0) writer.Line("/// <param name=\"workspace\">A workspace of this model, large enough.</param>");
        writer.Line("/// <returns>A state for <see cref=\"Step\"/>.</returns>");
        var parameters = CallerTensors.SpanParameters(given, [], _real).Concat(given.Length > 0 ? ["Workspace workspace"] : []);
        using (writer.Open($"public State InitialState({string.Join(", ", parameters)})"))
        {
            if (given.Length > 0)
            {
                writer.Line("global::System.ArgumentNullException.ThrowIfNull(workspace);\nconst int batch = 1;");
                EmitStartSteps(writer, given);
            }

            writer.Line("State state = default;");
            foreach (var (axis, _) in _state.Capacities) writer.Line($"state.{Identifier.Pascal(axis.Name)} = {axis.Name};");
            if (given.Length == 0) memory.EmitArena(writer, _network, "Start");
            var arena = given.Length == 0 ? "arena" : "workspace.StartArena";
            using (writer.Open($"fixed ({_real}* states = state.Values)"))
            {
                var call = ProgramCall.Of(_start, _network, "Start", arena, given.Select(t => t.Identifier + "Pointer").Concat(_start.Outputs.Select(_state.Pointer)), "1", StartSteps(given)) + ";";
                if (given.Length == 0) writer.Line(call);
                else using (writer.Open(CallerTensors.Fixed(given, _real))) writer.Line(call);
            }

            writer.Line("global::System.GC.KeepAlive(this);\nreturn state;");
        }
    }

    private static string StartSteps(CallerTensor[] given) => given.Any(t => t.Shape.Axis == Axis.Main) ? "steps" : "1";

    /// <summary>The steps of what is read before the stream; as many as the state has room for.</summary>
    private void EmitStartSteps(SourceWriter writer, CallerTensor[] given)
    {
        var told = ProgramCall.DeclareSteps(writer, given, _compiled);
        ProgramCall.DeriveSteps(writer, _start.Axes);
        foreach (var (axis, capacity) in _state.Capacities)
            writer.Line($"global::RnnGen.Numerics.Check.Capacity({axis.Name}, {Literal.Of(capacity)}, nameof({axis.Name}));");
        ProgramCall.CheckTensors(writer, given, _compiled, told);
    }

    private void EmitState(SourceWriter writer)
    {
        writer.Line();
        writer.Summary("Bytes of the values of a <see cref=\"State\"/>.").Line($"public const int StateBytes = {Literal.Of(_state.Length)} * sizeof({_real});").Line();
        writer.Summary("The state of one stream: a value, so that a copy is a snapshot.");
        using (writer.Open("public struct State"))
        {
            foreach (var (axis, _) in _state.Capacities) writer.Line($"internal int {Identifier.Pascal(axis.Name)};\n");
            if (_state.Length > 0)
            {
                writer.Line("private Buffer _values;").Line();
                foreach (var entry in _state.States)
                {
                    writer.Summary($"State {entry.Name}{(entry.Parts > 1 ? $", [{Literal.Of(entry.Parts)}, {Literal.Of(entry.Columns)}]" : "")}.");
                    writer.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
                    writer.Line($"public global::System.Span<{_real}> {Identifier.Pascal(entry.Name)} => Values.Slice({Literal.Of(entry.Offset)}, {Literal.Of(entry.Length)});").Line();
                }

                writer.Line($"[global::System.Diagnostics.CodeAnalysis.UnscopedRef]\ninternal global::System.Span<{_real}> Values => _values;\n");
                using (writer.Open($"[global::System.Runtime.CompilerServices.InlineArray({Literal.Of(_state.Length)})]\nprivate struct Buffer"))
                {
                    writer.Line($"private {_real} _first;");
                }
            }

            // Behind the values, which lie as they would without it.
            if (_step.Turns) writer.Gap().Summary("In which order the next step takes the panels of weights; its results do not depend on it.").Line("internal bool Turned;");
        }

        writer.Line();
    }
}
