namespace RnnGen.Compiler.Ir;

/// <summary>A constant extent with the name that generated code gives it: <c>Gru1</c> = 64 becomes Gru1Size and Gru1Stride.</summary>
public sealed record Dimension(string Name, int Size)
{
    /// <summary>The extent of values that have none.</summary>
    public static readonly Dimension None = new("", 1);

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
}

/// <summary>
/// The type of a value. Batch and time are run-time extents; a plane has a row per sample, and, where <see cref="Time"/> is set,
/// one for every step as well.
/// </summary>
public readonly record struct Shape(Form Form, bool Time, Dimension Rows, Dimension Columns)
{
    public static readonly Shape Scalar = new(Form.Scalar, false, Dimension.None, Dimension.None);

    public static Shape Vector(Dimension columns) => new(Form.Vector, false, Dimension.None, columns);

    public static Shape Matrix(Dimension rows, Dimension columns) => new(Form.Matrix, false, rows, columns);

    public static Shape Plane(Dimension columns, bool time) => new(Form.Plane, time, Dimension.None, columns);

    public override string ToString() => Form switch
    {
        Form.Scalar => "scalar",
        Form.Vector => $"[{Columns}]",
        Form.Matrix => $"[{Rows}, {Columns}]",
        _ => Time ? $"[T, B, {Columns}]" : $"[B, {Columns}]",
    };
}
