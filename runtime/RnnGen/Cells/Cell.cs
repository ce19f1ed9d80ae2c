namespace RnnGen.Cells;

/// <summary>
/// The base of a cell, a class with a static method <c>Step</c>: it brings the functions of equations, value by value, into scope. Where one
/// has a corner, its derivative there is PyTorch's; of <c>Max(a, b)</c> and <c>Min(a, b)</c> with a = b, it is b that gets the gradient. The
/// activations are those of <see cref="Activation"/>, where their sources are. PyTorch: <c>RNNCellBase</c>.
/// </summary>
public abstract partial class Cell
{
    /// <summary>Nobody makes a cell: its equations are static.</summary>
    protected Cell()
    {
    }

    /// <summary>eˣ.</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Exp(CellVector x) => Each(x, Math.Exp);

    /// <summary>The natural logarithm of x; −∞ at 0, NaN below.</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Log(CellVector x) => Each(x, Math.Log);

    /// <summary>√x; NaN below 0.</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Sqrt(CellVector x) => Each(x, Math.Sqrt);

    /// <summary>|x|; its derivative at 0 is 0.</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Abs(CellVector x) => Each(x, Math.Abs);

    /// <summary>The larger of a and b.</summary>
    /// <param name="a">A vector or a number.</param>
    /// <param name="b">A vector of the same length, or a number.</param>
    /// <returns>A value per unit.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static CellVector Max(CellVector a, CellVector b) => Both(a, b, Math.Max);

    /// <inheritdoc cref="Max(CellVector, CellVector)"/>
    public static CellVector Max(CellVector a, double b) => Each(a, x => Math.Max(x, b));

    /// <inheritdoc cref="Max(CellVector, CellVector)"/>
    public static CellVector Max(double a, CellVector b) => Each(b, y => Math.Max(a, y));

    /// <summary>The smaller of a and b.</summary>
    /// <param name="a">A vector or a number.</param>
    /// <param name="b">A vector of the same length, or a number.</param>
    /// <returns>A value per unit.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static CellVector Min(CellVector a, CellVector b) => Both(a, b, Math.Min);

    /// <inheritdoc cref="Min(CellVector, CellVector)"/>
    public static CellVector Min(CellVector a, double b) => Each(a, x => Math.Min(x, b));

    /// <inheritdoc cref="Min(CellVector, CellVector)"/>
    public static CellVector Min(double a, CellVector b) => Each(b, y => Math.Min(a, y));

    private static CellVector Each(CellVector x, Func<double, double> function)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Map(function);
    }

    private static CellVector Both(CellVector a, CellVector b, Func<double, double, double> function)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.With(b, function);
    }
}
