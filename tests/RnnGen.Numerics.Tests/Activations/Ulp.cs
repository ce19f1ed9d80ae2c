namespace RnnGen.Numerics.Tests;

/// <summary>The error measure of the activations.</summary>
public static class Ulp
{
    public const double SmallestNormal = 1.1754943508222875e-38;

    // By contract of VectorMath.
    public const double Bound = 4;

    /// <summary>
    /// |actual − exact| in units in the last place of a float next to the exact value; where that is below the smallest normal
    /// number, in quarters of that number, so that <see cref="Bound"/> limits both.
    /// </summary>
    public static double Error(double exact, float actual)
    {
        if (double.IsNaN(exact))
            return float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (float.IsNaN(actual))
            return double.PositiveInfinity;
        if (double.IsInfinity(exact) || float.IsInfinity(actual))
            return exact == actual ? 0 : double.PositiveInfinity;
        var unit = Math.Abs(exact) < SmallestNormal
            ? SmallestNormal / Bound
            : Math.ScaleB(1, Math.ILogB(exact) - 23);
        return Math.Abs(actual - exact) / unit;
    }
}
