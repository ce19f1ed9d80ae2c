using RnnGen.Compiler.Planning;

namespace RnnGen.Compiler.Emission;

/// <summary>The arena of one sample and one step: on the stack, or, where it is too large for that, a block per thread.</summary>
internal sealed class StepMemory(int length, string real)
{
    /// <summary>The variable within which it lies on the stack.</summary>
    public const string Space = "space";

    private const int MaxStackBytes = 64 * 1024;

    /// <summary>The memory of a program that runs once; states have a second row.</summary>
    public static StepMemory Of(MemoryPlan plan, string real) =>
        new((2 * plan.RowLength(StorageClass.Sequence)) + (2 * plan.RowLength(StorageClass.Chunk)) + plan.RowLength(StorageClass.Batch), real);

    /// <summary>Elements of a space in which it begins a cache line.</summary>
    public int PaddedLength => length + (real == "float" ? 16 : 8);

    public bool IsLarge => length * (real == "float" ? 4 : 8) > MaxStackBytes;

    public void EmitField(SourceWriter writer, string program)
    {
        if (!IsLarge) return;
        writer.Line("// Too much for the stack: one block per thread that steps.");
        writer.Line($"[global::System.ThreadStatic]\nprivate static global::RnnGen.Numerics.AlignedBuffer<{real}>? {Field(program)};\n");
    }

    /// <summary>Declares <c>memory</c>.</summary>
    public void EmitMemory(SourceWriter writer, string program)
    {
        if (IsLarge)
        {
            writer.Line($"{real}* memory = ({Field(program)} ??= new({Literal.Of(length)})).Pointer;");
        }
        else
        {
            writer.Line($"{real}* {Space} = stackalloc {real}[{Literal.Of(PaddedLength)}];");
            writer.Line(Aligned(Space));
        }
    }

    /// <summary>Declares <c>memory</c> within its space.</summary>
    /// <param name="address">The address of the space.</param>
    public string Aligned(string address) => $"{real}* memory = ({real}*)(((nuint){address} + 63) & ~(nuint)63);";

    /// <summary>Declares <c>arena</c>.</summary>
    public void EmitArena(SourceWriter writer, string network, string program)
    {
        EmitMemory(writer, program);
        writer.Line($"var arena = new global::RnnGen.Numerics.Arena<{real}>(memory, {PredictionEmitter.ArenaLength(network, program)}, 1, 1, 1);");
    }

    private static string Field(string program) => program == "Step" ? "_stepMemory" : "_startMemory";
}
