using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>
/// Element-wise operations over planes of one extent, computed together: operands that come from outside are read once, results
/// that are wanted outside are written once, all others live in registers.
/// </summary>
public sealed class ElementwiseKernel
{
    public ElementwiseKernel(IReadOnlyList<Value> operations, Func<Value, IReadOnlyList<Value>, bool> isWantedOutside)
    {
        Operations = operations;
        var inside = new HashSet<Value>(operations);
        Inputs = [.. operations.SelectMany(o => o.Operands).Where(o => !inside.Contains(o) && o.Op != Op.Constant).Distinct()];
        Outputs = [.. operations.Where(o => isWantedOutside(o, operations))];
    }

    public IReadOnlyList<Value> Operations { get; }

    /// <summary>Planes, vectors and scalars read; constants are part of the text.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    public IReadOnlyList<Value> Outputs { get; }

    public Dimension Columns => Operations[0].Shape.Columns;
}
