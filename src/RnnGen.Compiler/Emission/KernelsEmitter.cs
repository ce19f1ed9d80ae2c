using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>The kernels: a class per instruction set, and the one that chooses among them.</summary>
internal sealed class KernelsEmitter(KernelRegistry registry, StepEmitter? step, IReadOnlyList<Target> targets, bool gradients, string real)
{
    /// <summary>The members that every class of kernels has, with their parameters for declarations and for calls.</summary>
    private IEnumerable<(string Name, string Parameters, string Arguments)> Members()
    {
        foreach (var shape in registry.Shapes) yield return (shape.Name, ProductKernelEmitter.Parameters(shape, registry.Format, real), ProductKernelEmitter.Arguments(shape, registry.Format));
        foreach (var (name, emitter) in registry.Elementwise) yield return (name, emitter.Parameters, emitter.Arguments);
        if (step is not null) yield return ("Step", step.Parameters, step.Arguments);
        foreach (var row in registry.Products.Select(p => step?.Find(p.Emitter)).OfType<RowProduct>().Distinct()) yield return (row.Name, row.Parameters(real), row.Arguments(row.Driver.Pointers, PanelLoop.Turned));
        if (!gradients) yield break;
        yield return (GradientKernelEmitter.OuterProducts, GradientKernelEmitter.OuterParameters(real), GradientKernelEmitter.OuterArguments);
        yield return (GradientKernelEmitter.SumRows, GradientKernelEmitter.SumParameters(real), GradientKernelEmitter.SumArguments);
    }

    /// <summary>The JIT decides each test when it compiles a caller, NativeAOT when it publishes: nothing is left at run time.</summary>
    public void EmitDispatch(SourceWriter writer)
    {
        writer.Summary("Chooses the body of each kernel by what the processor has; the compiler of the machine code folds the tests.");
        using (writer.Open("internal static unsafe class Kernels"))
        {
            writer.Line("private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;");
            if (gradients) GradientKernelEmitter.EmitShares(writer, real);
            foreach (var (name, parameters, arguments) in Members())
            {
                writer.Gap().Line("[MethodImpl(Inline)]");
                using (writer.Open($"internal static void {name}({parameters})"))
                {
                    var keyword = "";
                    foreach (var target in targets)
                    {
                        var call = $"Kernels{target.Name}.{name}({arguments});";
                        writer.Line(targets.Count == 1 ? call : target.Guard.Length > 0 ? $"{keyword}if ({target.Guard}) {call}" : $"else {call}");
                        keyword = "else ";
                    }
                }
            }
        }
    }

    public void Emit(SourceWriter writer, Target target)
    {
        writer.Summary(target.Summary);
        using (writer.Open($"internal static unsafe class Kernels{target.Name}"))
        {
            writer.Line("private const MethodImplOptions Fast = MethodImplOptions.AggressiveOptimization;");
            new ProductKernelEmitter(target, registry.Format, real).Emit(writer, registry.Shapes);
            foreach (var (name, emitter) in registry.Elementwise)
            {
                writer.Gap();
                emitter.Emit(writer, name, target, step?.Find(emitter));
            }

            step?.Emit(writer, target);
            if (gradients) new GradientKernelEmitter(target, real, registry.Shapes.Any(shape => shape.Ahead)).Emit(writer);
        }
    }
}
