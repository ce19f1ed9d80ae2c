namespace RnnGen.Cells;

/// <summary>
/// A vector with a value per unit of a cell: a state, a gate, a candidate. Operators work element by element; a number stands for as many
/// equal ones. In a model these are equations that the generator compiles; run as they stand, they compute in doubles, so that a cell can
/// be tested by hand.
/// </summary>
public sealed class CellVector
{
    private readonly double[] _values;

    /// <summary>A vector of the given values.</summary>
    /// <param name="values">A value per unit; they are copied.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public CellVector(ReadOnlySpan<double> values)
        : this(Copy(values))
    {
    }

    private CellVector(double[] values) => _values = values;

    /// <summary>Number of units.</summary>
    public int Length => _values.Length;

    /// <summary>The values, one per unit.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>A vector of zeros: a state before the first step.</summary>
    /// <param name="units">Number of units, at least 1.</param>
    /// <returns>The vector.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is not positive.</exception>
    public static CellVector Zeros(int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        return new CellVector(new double[units]);
    }

    /// <summary>a + b.</summary>
    /// <param name="a">A vector.</param>
    /// <param name="b">A vector of the same length.</param>
    /// <returns>The sums.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static CellVector operator +(CellVector a, CellVector b) => a.With(b, static (x, y) => x + y);

    /// <inheritdoc cref="op_Addition(CellVector, CellVector)"/>
    public static CellVector operator +(CellVector a, double b) => a.Map(x => x + b);

    /// <inheritdoc cref="op_Addition(CellVector, CellVector)"/>
    public static CellVector operator +(double a, CellVector b) => b.Map(y => a + y);

    /// <summary>a − b.</summary>
    /// <param name="a">A vector.</param>
    /// <param name="b">A vector of the same length.</param>
    /// <returns>The differences.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static CellVector operator -(CellVector a, CellVector b) => a.With(b, static (x, y) => x - y);

    /// <inheritdoc cref="op_Subtraction(CellVector, CellVector)"/>
    public static CellVector operator -(CellVector a, double b) => a.Map(x => x - b);

    /// <inheritdoc cref="op_Subtraction(CellVector, CellVector)"/>
    public static CellVector operator -(double a, CellVector b) => b.Map(y => a - y);

    /// <summary>a ⊙ b, the product of every value with the other of the same unit.</summary>
    /// <param name="a">A vector.</param>
    /// <param name="b">A vector of the same length.</param>
    /// <returns>The products.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static CellVector operator *(CellVector a, CellVector b) => a.With(b, static (x, y) => x * y);

    /// <inheritdoc cref="op_Multiply(CellVector, CellVector)"/>
    public static CellVector operator *(CellVector a, double b) => a.Map(x => x * b);

    /// <inheritdoc cref="op_Multiply(CellVector, CellVector)"/>
    public static CellVector operator *(double a, CellVector b) => b.Map(y => a * y);

    /// <summary>a / b, value by value.</summary>
    /// <param name="a">A vector.</param>
    /// <param name="b">A vector of the same length.</param>
    /// <returns>The quotients.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static CellVector operator /(CellVector a, CellVector b) => a.With(b, static (x, y) => x / y);

    /// <inheritdoc cref="op_Division(CellVector, CellVector)"/>
    public static CellVector operator /(CellVector a, double b) => a.Map(x => x / b);

    /// <inheritdoc cref="op_Division(CellVector, CellVector)"/>
    public static CellVector operator /(double a, CellVector b) => b.Map(y => a / y);

    /// <summary>−a.</summary>
    /// <param name="a">A vector.</param>
    /// <returns>The negatives.</returns>
    public static CellVector operator -(CellVector a) => a.Map(static x => -x);

    internal static double[] Copy(ReadOnlySpan<double> values) =>
        values.IsEmpty ? throw new ArgumentException("A vector has at least one value.", nameof(values)) : values.ToArray();

    internal CellVector Map(Func<double, double> function) => new(Array.ConvertAll(_values, value => function(value)));

    internal CellVector With(CellVector other, Func<double, double, double> function)
    {
        if (other.Length != Length) throw new ArgumentException($"Vectors of {Length} and {other.Length} values meet; those of a cell have one length.", nameof(other));
        var values = new double[Length];
        for (var i = 0; i < values.Length; i++) values[i] = function(_values[i], other._values[i]);
        return new CellVector(values);
    }
}
