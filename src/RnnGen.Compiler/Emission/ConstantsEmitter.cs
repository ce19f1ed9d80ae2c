using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// A vector of constants: data of the assembly, which never moves, so that its address is taken without allocation; whole cache lines,
/// so that vectors of any width may run over its end.
/// </summary>
internal sealed class ConstantsEmitter(string name, EquatableArray<double> numbers)
{
    public string Name { get; } = name;

    public void Emit(SourceWriter writer, string real)
    {
        var padded = numbers.Concat(Enumerable.Repeat(0.0, KernelRegistry.Align(numbers.Count) - numbers.Count));
        writer.Gap().Line($"private static ReadOnlySpan<{real}> {Name}Data => new {real}[] {{ {string.Join(", ", padded.Select(n => Literal.Of(n, real)))} }};");
        writer.Gap().Line($"internal static {real}* {Name} => ({real}*)Unsafe.AsPointer(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({Name}Data));");
    }
}
