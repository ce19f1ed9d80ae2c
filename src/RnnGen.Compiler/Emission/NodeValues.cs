using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>The planes that a node touches by itself, without those of the nodes within.</summary>
internal static class NodeValues
{
    public static IEnumerable<Value> Planes(Node node) => All(node).Where(v => v.Shape.Form == Form.Plane);

    private static IEnumerable<Value> All(Node node) => node switch
    {
        LoadNode load => [load.Input],
        StoreNode store => [store.Root.Value],
        MaskNode mask => [mask.Mask],
        KernelNode kernel => kernel.Kernel.Inputs.Concat(kernel.Kernel.Outputs),
        ProductNode product => product.Group.Results.Concat(product.Group.Results.SelectMany(r => r.Operands)),
        GradientNode gradient => gradient.Reduction.Operands,
        MeanNode mean => mean.Mean.Operands,
        LoopNode loop => loop.Loop.States.SelectMany(s => s.Initial is null ? [s.Next] : new[] { s.Next, s.Initial }),
        _ => [],
    };
}
