namespace RnnGen.Runtime.Tests;

/// <summary>
/// A number computed in single precision: the value that exact arithmetic gives, and a bound of the error of the float. Every
/// operation adds half a unit of its own to what its operands bring along (running error analysis, Wilkinson; Higham 2002, 3.3).
/// </summary>
internal readonly record struct Rounded(double Value, double Error)
{
    /// <summary>Unit roundoff of float, and what a result below the normal range may lose.</summary>
    private const double Unit = 1.0 / (1 << 24), Subnormal = float.Epsilon;

    private double Magnitude => Math.Abs(Value) + Error;

    /// <summary>A double converted to float.</summary>
    public static implicit operator Rounded(double value) => Round(value, 0);

    /// <summary>A float, which is exact.</summary>
    public static Rounded Exact(float value) => new(value, 0);

    public static Rounded operator +(Rounded a, Rounded b) => Round(a.Value + b.Value, a.Error + b.Error);

    public static Rounded operator -(Rounded a, Rounded b) => Round(a.Value - b.Value, a.Error + b.Error);

    public static Rounded operator *(Rounded a, Rounded b) =>
        Round(a.Value * b.Value, (a.Magnitude * b.Error) + (Math.Abs(b.Value) * a.Error));

    public static Rounded operator /(Rounded a, Rounded b) =>
        Round(a.Value / b.Value, (a.Error + (Math.Abs(a.Value / b.Value) * b.Error)) / (Math.Abs(b.Value) - b.Error));

    /// <summary>|√(v+e) − √v| ≤ e/(√v + √(v−e)).</summary>
    public static Rounded Sqrt(Rounded v) =>
        Round(Math.Sqrt(v.Value), v.Error == 0 ? 0 : v.Error / (Math.Sqrt(v.Value) + Math.Sqrt(Math.Max(v.Value - v.Error, 0))));

    /// <summary>Whether a float and the result of a double computation agree with this one.</summary>
    public void AssertBounds(float actual, double reference)
    {
        // The reference and this bound are doubles: 2⁻²⁹ of a float's roundoff each, for some ten operations.
        var bound = Error * (1 + (1.0 / (1 << 20)));
        Assert.True(Math.Abs(Value - reference) <= bound / (1 << 20), $"The formula gives {Value:R}, the reference {reference:R}.");
        Assert.True(Math.Abs(actual - reference) <= bound, $"{actual:R} is farther than {bound:E2} from {reference:R}.");
    }

    private static Rounded Round(double value, double propagated) =>
        new(value, propagated + ((Math.Abs(value) + propagated) * Unit) + Subnormal);
}
