using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// The places of the values of a step, as its method declares them. Where all parts are inlined, a local variable holds a value of one vector: the
/// compiler of the machine code sees that a pointer is its address, and makes it a register. A chain of operations would wait for memory between its parts.
/// </summary>
/// <param name="pointers">Names, what they point at, and the columns of the values.</param>
/// <param name="memory">The memory of the step.</param>
/// <param name="lanes">Elements of the widest vector that becomes a register: none where parts are called.</param>
/// <param name="real">The C# type of numbers.</param>
internal sealed class StepPlaces(IReadOnlyList<(string Name, string Pointer, int Columns)> pointers, StepMemory memory, int lanes, string real)
{
    private const string Type = "StepMemory";

    private bool HasMemory => !memory.IsLarge && pointers.Any(p => IsOfStep(p.Pointer) && !IsLocal(p));

    /// <summary>Whether a value lies in memory of the step, rather than where the caller has it.</summary>
    public static bool IsOfStep(string pointer) => pointer.StartsWith("memory", StringComparison.Ordinal);

    /// <summary>The type of its memory, if it needs any: a local variable, since a method that allocates on the stack is not inlined.</summary>
    public void EmitType(SourceWriter writer)
    {
        if (!HasMemory) return;
        writer.Gap();
        using (writer.Open($"[InlineArray({Literal.Of(memory.PaddedLength)})]\nprivate struct {Type}")) writer.Line($"private {real} _first;");
    }

    public void EmitPointers(SourceWriter writer)
    {
        if (HasMemory) writer.Line($"{Type} space;\n{memory.Aligned("(&space)")}");
        var variables = new Dictionary<(string Pointer, string Type), string>();
        foreach (var place in pointers)
        {
            var pointer = place.Pointer;
            if (IsLocal(place))
            {
                var type = new VectorText(PanelLayout.VectorsOf(place.Columns).Single(), real).Type;
                if (!variables.TryGetValue((pointer, type), out var variable))
                {
                    variables[(pointer, type)] = variable = place.Name + "Vector";
                    writer.Line($"{type} {variable};");
                }

                pointer = $"({real}*)&{variable}";
            }

            writer.Line($"{real}* {place.Name} = {pointer};");
        }
    }

    private bool IsLocal((string Name, string Pointer, int Columns) place) =>
        IsOfStep(place.Pointer) && PanelLayout.VectorsOf(place.Columns) is [var only] && only <= lanes;
}
