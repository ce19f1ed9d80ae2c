namespace RnnGen.Compiler.Ir;

/// <summary>A constant extent with the name that generated code gives it: <c>Gru1</c> = 64 becomes Gru1Size and Gru1Stride.</summary>
public sealed record Dimension(string Name, int Size)
{
    /// <summary>The extent of values that have none.</summary>
    public static readonly Dimension None = new("", 1);

    /// <summary>One number per row: a mask, a sum over columns. It stands for all columns of the rows it meets.</summary>
    public static readonly Dimension Column = new("Column", 1);

    public override string ToString() => Size.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>How a value is laid out.</summary>
public enum Form
{
    /// <summary>One number for the whole batch.</summary>
    Scalar,

    /// <summary>One row, the same for every sample: a bias.</summary>
    Vector,

    /// <summary>A weight matrix [rows, columns].</summary>
    Matrix,

    /// <summary>A row of columns for every sample.</summary>
    Plane,

    /// <summary>Whole numbers of the caller: an id per sample and step, or one per sample.</summary>
    Tokens,
}

/// <summary>
/// The type of a value. Batch and time are run-time extents; a plane has a row per sample, and, where it has an <see cref="Axis"/>,
/// one for every step as well.
/// </summary>
public readonly record struct Shape(Form Form, Axis? Axis, Dimension Rows, Dimension Columns)
{
    public static readonly Shape Scalar = new(Form.Scalar, null, Dimension.None, Dimension.None);

    /// <summary>Whether it varies with time.</summary>
    public bool Time => Axis is not null;

    public static Shape Vector(Dimension columns) => new(Form.Vector, null, Dimension.None, columns);

    public static Shape Matrix(Dimension rows, Dimension columns) => new(Form.Matrix, null, rows, columns);

    public static Shape Plane(Dimension columns, Axis? axis) => new(Form.Plane, axis, Dimension.None, columns);

    public static Shape Tokens(Axis? axis) => new(Form.Tokens, axis, Dimension.None, Dimension.None);

    /// <summary>Whether one number of this shape stands for several of the other: a scalar, a vector or a column beside a plane.</summary>
    public bool IsNarrowerThan(Shape other) => Form < other.Form || (Form == other.Form && Columns.Size < other.Columns.Size);

    public override string ToString() => Form switch
    {
        Form.Scalar => "scalar",
        Form.Vector => $"[{Columns}]",
        Form.Matrix => $"[{Rows}, {Columns}]",
        Form.Tokens => Time ? "[T, B] tokens" : "[B] tokens",
        _ => Time ? $"[T, B, {Columns}]" : $"[B, {Columns}]",
    };
}
