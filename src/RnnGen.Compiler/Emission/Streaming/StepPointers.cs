using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>A pointer that a step declares.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Place">What it points at.</param>
/// <param name="Columns">The columns of the value there.</param>
/// <param name="IsPassed">Whether a method of the run-time library gets it, or another of the same place and extent.</param>
internal sealed record StepPointer(string Name, StepPlace Place, int Columns, bool IsPassed);

/// <summary>
/// The pointers of a step and what they point at, as its method declares them. Where all parts are inlined, a local variable holds a value of one
/// vector: the compiler of the machine code sees that a pointer is its address, and makes it a register, which it cannot if a call gets the address. A
/// chain of operations would wait for memory between its parts.
/// </summary>
/// <param name="pointers">The pointers.</param>
/// <param name="memory">The memory of the step.</param>
/// <param name="lanes">Elements of the widest vector that becomes a register: none where parts are called.</param>
/// <param name="real">The C# type of numbers.</param>
internal sealed class StepPointers(IReadOnlyList<StepPointer> pointers, StepMemory memory, int lanes, string real)
{
    private const string Type = "StepMemory";

    private bool HasMemory => !memory.IsLarge && pointers.Any(p => p.Place.IsOwn && !IsLocal(p));

    /// <summary>The type of its memory, if it needs any: a local variable, since a method that allocates on the stack is not inlined.</summary>
    public void EmitType(SourceWriter writer)
    {
        if (!HasMemory) return;
        writer.Gap();
        using (writer.Open($"[InlineArray({Literal.Of(memory.PaddedLength)})]\nprivate struct {Type}")) writer.Line($"private {real} _first;");
    }

    public void Emit(SourceWriter writer)
    {
        if (HasMemory) writer.Line($"{Type} {StepMemory.Space};\n{memory.Aligned($"(&{StepMemory.Space})")}");
        var variables = new Dictionary<(StepPlace Place, int Columns), string>();
        var taken = new HashSet<string>(pointers.Select(p => p.Name), StringComparer.Ordinal);
        foreach (var pointer in pointers)
        {
            var address = pointer.Place.Address;
            if (IsLocal(pointer))
            {
                if (!variables.TryGetValue((pointer.Place, pointer.Columns), out var variable))
                {
                    variable = pointer.Name + "Vector";
                    while (!taken.Add(variable)) variable += "2";
                    variables.Add((pointer.Place, pointer.Columns), variable);
                    writer.Line($"{new VectorText(PanelLayout.VectorsOf(pointer.Columns).Single(), real).Type} {variable};");
                }

                address = $"({real}*)&{variable}";
            }

            writer.Line($"{real}* {pointer.Name} = {address};");
        }
    }

    private bool IsLocal(StepPointer pointer) =>
        !pointer.IsPassed && pointer.Place is { IsOwn: true, HasOneRow: true } && PanelLayout.VectorsOf(pointer.Columns) is [var only] && only <= lanes;
}
