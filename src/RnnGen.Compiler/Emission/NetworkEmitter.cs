using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>The class with the programs: what the network computes, in which order, on which memory.</summary>
internal sealed class NetworkEmitter(CompiledNetwork network, string real)
{
    /// <summary>Rows that a chunk of steps aims at: enough for the products over a chunk, few enough for the cache.</summary>
    public const int ChunkRows = 256;

    /// <summary>Weights beyond which a single row reads blocks faster side by side: more than first caches hold, or nearly hold.</summary>
    private const int MostByBlocks = 64 * 1024 / sizeof(float);

    public KernelRegistry Registry { get; } = new(real, new FunctionText(network.Spec.Precision, network.Spec.Activations), WeightFormat.Of(network.Spec.Weights, ReadsByRow(network)));

    /// <summary>The program Step, which belongs to the kernels; null if there is none. It is there once the programs are written.</summary>
    public StepEmitter? Step { get; private set; }

    private IEnumerable<MemoryPlan> Plans => new[] { network.Predict, network.Start, network.Step, network.Evaluation, network.Training }.Where(p => p is not null)!;

    /// <summary>Whether weights lie as streams want them that read them from the second cache at every step. Batches of such a model read them so as well.</summary>
    private static bool ReadsByRow(CompiledNetwork network) =>
        network is { Training: null, Step: { } step } && step.Programs.Single().Flatten().OfType<ProductNode>().Any(n => n.Group.Weights > MostByBlocks);

    /// <summary>What a program takes and gives; nothing, if the network has no such program.</summary>
    public ProgramSignature Signature(string program) =>
        new(Plans.SelectMany(p => p.Programs).FirstOrDefault(p => p.Name == program) ?? new Program(program, []), network, real);

    public void Emit(SourceWriter writer, CancellationToken cancellation)
    {
        var programs = new SourceWriter(margin: 8);
        foreach (var (program, plan) in Plans.SelectMany(plan => plan.Programs.Select(program => (program, plan))))
        {
            cancellation.ThrowIfCancellationRequested();
            if (plan == network.Step)
            {
                Step = new StepEmitter(plan, network, Registry, real);
                continue;
            }

            new ProgramEmitter(program, plan, network, Registry, real).Emit(programs);
            if (SharingRules.IsShared(program)) ProgramCall.EmitCall(programs, Signature(program.Name), program.Name, real);
        }

        writer.Summary($"The programs of {network.Spec.Name}. Rows of planes are ordered step by step: row t·batch + b.");
        using (writer.Open("internal static unsafe class Network"))
        {
            EmitConstants(writer);
            writer.Line("private const MethodImplOptions Fast = MethodImplOptions.AggressiveOptimization;");
            writer.Gap().Line(programs.ToString().Trim('\n'));
            foreach (var (name, emitter, turns) in Registry.Products) emitter.Emit(writer, name, turns, Step?.Find(emitter));
            PackingEmitter.Emit(writer, Registry, real);
            foreach (var constants in Registry.Constants) constants.Emit(writer, real);
        }
    }

    /// <summary>Extents, and the distances between rows: they are the same for every class of the model.</summary>
    public void EmitExtents(SourceWriter writer)
    {
        foreach (var dimension in Dimensions())
        {
            writer.Line($"internal const int {dimension.Name}Size = {Literal.Of(dimension.Size)};");
            writer.Line($"internal const int {dimension.Name}Stride = {Literal.Of(Strides.Of(dimension.Size))};");
        }
    }

    private IEnumerable<Dimension> Dimensions()
    {
        return Plans.SelectMany(p => p.Extents).Concat(network.Outputs.Select(o => o.Value.Shape.Columns)).Distinct().GroupBy(d => d.Name, StringComparer.Ordinal).Select(g => g.Single());
    }

    private int VocabularyOf(Value unique) => network.Spec.Inputs.First(i => i.Name == unique.Operands[0].Get<InputAttribute>().Tensor.Of).Vocabulary;

    private void EmitConstants(SourceWriter writer)
    {
        writer.Line("// Where each parameter begins in the block of all of them.");
        foreach (var tensor in network.Parameters)
            writer.Line($"internal const int {PackingEmitter.ParameterName(tensor)} = {Literal.Of(network.OffsetOf(tensor))};");
        writer.Line($"internal const int ParameterCount = {Literal.Of(network.TrainedCount)};");
        writer.Gap().Line($"// Where the packed weights of each group of products begin, and over how many {(Registry.Format.PerWord == 1 ? "elements" : "words of elements")} its sums run.");
        foreach (var panels in Registry.Panels)
        {
            writer.Line($"internal const int {panels.Name}Panels = {Literal.Of(panels.Offset)};");
            writer.Line($"internal const int {panels.Name}Depth = {Literal.Of(panels.Layout.Depth)};");
        }

        writer.Line($"internal const int PackedLength = {Literal.Of(Registry.PackedLength)};");
        foreach (var plan in Plans.Where(p => p != network.Step))
        {
            var name = ProgramSignature.PlanName(plan.Programs[0]);
            writer.Gap().Line($"// Memory of {string.Join(", ", plan.Programs.Select(p => p.Name))}: elements per row before each buffer, by class.");
            foreach (var storage in plan.Storages.OrderBy(s => s.Class).ThenBy(s => s.Offset))
                writer.Line($"private const int {name}{Layers.Identifier.Pascal(storage.Name)} = {Literal.Of(storage.Offset)};");
            foreach (var unique in plan.Unique) writer.Line($"private const int {name}{Identifier.Pascal(MemoryPlan.UniqueName(unique))} = {Literal.Of(plan.UniqueOffset(unique))};");
            if (plan.Compact.Lengths is not null) writer.Line($"private const int {name}Order = {Literal.Of(plan.OrderOffset)};");
            foreach (StorageClass kind in Enum.GetValues(typeof(StorageClass)))
            {
                if (kind != StorageClass.Unique || plan.Unique.Count > 0) writer.Line($"internal const int {name}{kind}Length = {Literal.Of(plan.RowLength(kind))};");
            }

            if (plan.Unique.Count > 0) writer.Line($"internal const int {name}MostUnique = {Literal.Of(plan.Unique.Max(VocabularyOf))};");
        }

        if (network.FixedAxes.Count > 0) writer.Gap().Line("// Numbers of steps that the declaration fixes.");
        foreach (var axis in network.FixedAxes) writer.Line($"internal const int {axis.Name} = {Literal.Of(axis.FixedSteps)};");
        writer.Gap().Line("// Rows that a chunk of steps aims at.");
        writer.Line($"internal const int ChunkRows = {Literal.Of(ChunkRows)};").Line();
    }
}
