using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Planning;

namespace RnnGen.Compiler.Emission;

/// <summary>The state of one stream and the step that advances it.</summary>
internal sealed class StreamingEmitter(CompiledNetwork compiled, NetworkEmitter programs, string real, string network)
{
    private const int MaxStackBytes = 64 * 1024;

    public void Emit(SourceWriter writer)
    {
        var signature = programs.Signature("Step");
        var states = signature.Inputs.Where(t => t.Name != "x").ToArray();
        var length = states.Sum(Length);
        EmitState(writer, states, length);

        // One sample, one step; states have a second row.
        var plan = compiled.Step!;
        var floats = (2 * plan.RowLength(StorageClass.Sequence)) + (2 * plan.RowLength(StorageClass.Chunk)) + plan.RowLength(StorageClass.Batch);
        var large = floats * (real == "float" ? 4 : 8) > MaxStackBytes;
        writer.Line();
        if (large)
        {
            writer.Line("// Too much for the stack: one block per thread that steps.");
            writer.Line($"[global::System.ThreadStatic]\nprivate static global::RnnGen.Numerics.AlignedBuffer<{real}>? _stepMemory;\n");
        }

        var allocation = large ? "Allocates working memory at a thread's first step, nothing after it." : "Nothing is allocated.";
        writer.Summary($"Feeds one step of a stream and predicts from all steps so far. {allocation}");
        writer.Line("/// <param name=\"state\">The stream's state, from <see cref=\"InitialState\"/>; a copy of it is a snapshot.</param>");
        var token = signature.Inputs.Any(t => t.Name == "x" && t.Shape.Form == Ir.Form.Tokens);
        writer.Line($"/// <param name=\"x\">{(token ? "The step's token." : "The step's inputs: InputFeatures values.")}</param>\n/// <param name=\"y\">The outputs after this step: OutputFeatures values.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A length does not fit; nothing was changed.</exception>");
        writer.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");
        using (writer.Open($"public void Step(ref State state, {(token ? "int" : $"global::System.ReadOnlySpan<{real}>")} x, global::System.Span<{real}> y)"))
        {
            writer.Line(token
                ? $"global::RnnGen.Numerics.Check.Tokens([x], Vocabulary, nameof(x));"
                : "global::RnnGen.Numerics.Check.Length(x.Length, InputFeatures, nameof(x), \"[InputFeatures]\");");
            writer.Line("global::RnnGen.Numerics.Check.Length(y.Length, OutputFeatures, nameof(y), \"[OutputFeatures]\");");

            var alignment = real == "float" ? 16 : 8;
            if (large)
            {
                writer.Line($"{real}* memory = (_stepMemory ??= new({Literal.Of(floats)})).Pointer;");
            }
            else
            {
                writer.Line($"{real}* memory = stackalloc {real}[{Literal.Of(floats + alignment)}];");
                writer.Line($"memory = ({real}*)(((nuint)memory + 63) & ~(nuint)63);");
            }

            writer.Line($"var arena = new global::RnnGen.Numerics.Arena<{real}>(memory, {PredictionEmitter.ArenaLength(network, "Step")}, 1, 1, 1);");
            var pinned = length > 0 ? $", states = state.Values" : "";
            if (token) writer.Line("int* xPointer = &x;");
            using (writer.Open($"fixed ({real}* {(token ? "" : "xPointer = x, ")}yPointer = y{pinned})"))
            {
                var inputs = signature.Inputs.Select(t => t.Name == "x" ? "xPointer" : Pointer(states, t.Name));
                var outputs = signature.Outputs.Select(t => t.Name == "y" ? "yPointer" : Pointer(states, t.Name.Substring(0, t.Name.Length - 1) + "0"));
                writer.Line(ProgramCall.Of(signature, network, "Step", "arena", inputs.Concat(outputs), "1", "1") + ";");
            }

            writer.Line("global::System.GC.KeepAlive(this);");
        }
    }

    private static int Length(CallerTensor tensor) => tensor.Parts * tensor.Shape.Columns.Size;

    private static string Pointer(CallerTensor[] states, string name)
    {
        var offset = states.TakeWhile(s => s.Name != name).Sum(Length);
        return offset == 0 ? "states" : $"states + {Literal.Of(offset)}";
    }

    private void EmitState(SourceWriter writer, CallerTensor[] states, int length)
    {
        writer.Line();
        writer.Summary("Bytes of a <see cref=\"State\"/>.").Line($"public const int StateBytes = {Literal.Of(length)} * sizeof({real});").Line();
        EmitInitialState(writer, states);
        writer.Summary("The state of one stream: a value, so that a copy is a snapshot.");
        using (writer.Open("public struct State"))
        {
            if (length == 0) return;
            writer.Line("private Buffer _values;").Line();
            var offset = 0;
            foreach (var state in states)
            {
                var name = Identifier.Pascal(state.Name.Substring(0, state.Name.Length - 1));
                writer.Summary($"State {state.Name.Substring(0, state.Name.Length - 1)}{(state.Parts > 1 ? $", [{Literal.Of(state.Parts)}, {state.Shape.Columns}]" : "")}.");
                writer.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
                writer.Line($"public global::System.Span<{real}> {name} => Values.Slice({Literal.Of(offset)}, {Literal.Of(Length(state))});").Line();
                offset += Length(state);
            }

            writer.Line($"[global::System.Diagnostics.CodeAnalysis.UnscopedRef]\ninternal global::System.Span<{real}> Values => _values;\n");
            using (writer.Open($"[global::System.Runtime.CompilerServices.InlineArray({Literal.Of(length)})]\nprivate struct Buffer"))
            {
                writer.Line($"private {real} _first;");
            }
        }
    }

    /// <summary>A learned initial state is a parameter as it lies.</summary>
    private void EmitInitialState(SourceWriter writer, CallerTensor[] states)
    {
        var learned = compiled.Starts.Count > 0;
        writer.Summary("The state of a stream that has not begun: " + (learned ? "what was learned." : "all zeros."));
        writer.Line("/// <returns>A state for <see cref=\"Step\"/>.</returns>");
        if (!learned)
        {
            writer.Line("public static State InitialState() => default;").Line();
            return;
        }

        using (writer.Open("public State InitialState()"))
        {
            writer.Line("State state = default;");
            foreach (var (name, part, start) in compiled.Starts)
            {
                var offset = states.TakeWhile(s => s.Name != name).Sum(Length) + (part * start.Length);
                writer.Line($"Parameters[{Literal.Of(start.Name)}].CopyTo(state.Values[{Literal.Of(offset)}..]);");
            }

            writer.Line("return state;");
        }

        writer.Line();
    }
}
