using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>
/// A sum over rows, which is added to the gradients of parts of parameters, or, where it is read in the program, to a value of its own that is
/// there when the last row has been added, or to both.
/// </summary>
/// <param name="Value">The sum.</param>
/// <param name="Gradients">What it is added to.</param>
/// <param name="IsRead">Whether it is a value of the program.</param>
public sealed record RowSum(Value Value, IReadOnlyList<ParameterAttribute> Gradients, bool IsRead)
{
    public IEnumerable<GradientPart> Parts => Gradients.Select(g => GradientPart.Of(g, Value));

    /// <summary>
    /// Sums that are done together, in the order of their first: gradients of weights that have multiplied the same operand, those of a cell's gates
    /// and of a layer's directions, are one call, which copies the operand once. The sums do not need one another, so each may move to any other.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<RowSum>> Gather(IEnumerable<RowSum> sums)
    {
        var groups = new List<List<RowSum>>();
        foreach (var sum in sums)
        {
            if (groups.Find(group => group.TrueForAll(sum.IsAlike)) is { } group) group.Add(sum);
            else groups.Add([sum]);
        }

        return groups;
    }

    /// <summary>Each is added to one gradient, and no number to both.</summary>
    private bool IsAlike(RowSum other) =>
        this is { Value.Op: Op.OuterProduct, IsRead: false, Gradients.Count: 1 } && other is { Value.Op: Op.OuterProduct, IsRead: false, Gradients.Count: 1 }
        && Value.Operands[1] == other.Value.Operands[1]
        && Value.Shape == other.Value.Shape
        && Gradients[0].Tensor.Columns == other.Gradients[0].Tensor.Columns
        && !Parts.Single().Overlaps(other.Parts.Single());
}
