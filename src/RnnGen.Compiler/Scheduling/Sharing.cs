using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>How the threads that do a call together divide the work of a node.</summary>
internal enum Sharing
{
    /// <summary>They do not: one thread does it.</summary>
    None,

    /// <summary>Each takes the rows of some samples.</summary>
    Samples,

    /// <summary>Each takes the rows of some steps of the chunk.</summary>
    Steps,

    /// <summary>
    /// Each takes some rows of the gradient, or columns where rows are looked up, and sums over all samples and steps, in the same order as one
    /// thread would.
    /// </summary>
    Gradients,
}

/// <summary>
/// What may be shared how. Nodes that are shared alike need not wait for one another, since a thread reads only rows that it wrote
/// itself; where the sharing changes, the threads meet. Until they do, no buffer may take the memory of another: rows of other lengths
/// would belong to other threads.
/// </summary>
internal static class SharingRules
{
    /// <summary>Whether the threads of a team do a program together. A step of a stream is too short for that.</summary>
    public static bool IsShared(Program program) => program.Name is not ("Step" or "Start");

    public static Sharing Of(Node node, bool inRegion) => inRegion ? InRegion(node) : Outside(node);

    /// <summary>Whether a node in a region runs step by step: a kernel that reads what is the same at every step, or planes with gaps.</summary>
    public static bool RunsByStep(Node node) =>
        node is not LoopNode && (node.Rows == RowChoice.CountingByStep || (node is KernelNode && node.Reads.Any(v => v.Shape is { Form: Form.Plane, Time: false })));

    private static Sharing InRegion(Node node) => node switch
    {
        _ when node.Rows == RowChoice.CountingByStep => Sharing.Samples,
        LoadNode or StoreNode or CallNode or ProductNode => Sharing.Steps,
        KernelNode { Kernel: var kernel } when kernel.Operations[0].Shape.Form != Form.Plane => Sharing.None,
        KernelNode => RunsByStep(node) ? Sharing.Samples : Sharing.Steps,
        LoopNode loop => loop.Body.All(IsRowByRow) ? Sharing.Samples : Sharing.None,
        ReductionNode { Op: Op.OuterProduct or Op.SumRows or Op.ScatterRows } when !node.Writes.Any() => Sharing.Gradients,
        _ => Sharing.None,
    };

    private static Sharing Outside(Node node) => node switch
    {
        LoadNode { Input.Shape.Form: Form.Plane } => Sharing.Samples,
        StoreNode { Root.Value.Shape.Form: Form.Plane } => Sharing.Samples,
        ReductionNode { Op: Op.OuterProduct or Op.SumRows or Op.ScatterRows } when !node.Writes.Any() => Sharing.Gradients,
        CallNode { Value: { Op: Op.OneHot or Op.Gather } look } when look.Operands[0].Shape.Axis is null => Sharing.Samples,
        KernelNode or ProductNode or CallNode => IsRowByRow(node) ? Sharing.Samples : Sharing.None,
        _ => Sharing.None,
    };

    /// <summary>Whether a row of the results needs the same row of the operands, or other steps of the same sample.</summary>
    private static bool IsRowByRow(Node node) => node switch
    {
        KernelNode { Kernel: var kernel } => kernel.Operations[0].Shape.Form == Form.Plane,
        ProductNode { Group: var group } => group.Results[0].Shape.Form == Form.Plane,
        CallNode { Value: var value } => value.Shape.Form == Form.Plane && value.Op
            is Op.SumColumns or Op.MaxColumns or Op.Concat or Op.Interleave or Op.Slice or Op.Tile or Op.SumTiles or Op.Stretch or Op.SumRuns or Op.SequenceDot or Op.SequenceMix,
        _ => false,
    };
}
