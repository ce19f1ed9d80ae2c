using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>
/// The part of a parameter's gradient that a sum over rows is added to. Threads divide its rows, or the columns of a table in which rows are
/// looked up.
/// </summary>
public sealed record GradientPart(ParameterTensor Tensor, int FirstRow, int Rows, int FirstColumn, int Columns, bool ByColumns)
{
    public static GradientPart Of(ParameterAttribute gradient, Value sum)
    {
        var (rows, columns) = sum.Shape.Form == Form.Matrix ? (sum.Shape.Rows.Size, sum.Shape.Columns.Size) : (sum.Shape.Columns.Size, 1);
        return new GradientPart(gradient.Tensor, gradient.FirstRow, rows, gradient.FirstColumn, columns, sum.Op == Op.ScatterRows);
    }

    /// <summary>Whether two threads might add to the same number: the parts have some in common, and are not divided alike.</summary>
    public bool Collides(GradientPart other) => this != other && Overlaps(other);

    /// <summary>Whether the parts have numbers in common.</summary>
    public bool Overlaps(GradientPart other) =>
        Tensor == other.Tensor
        && FirstRow < other.FirstRow + other.Rows && other.FirstRow < FirstRow + Rows
        && FirstColumn < other.FirstColumn + other.Columns && other.FirstColumn < FirstColumn + Columns;
}
