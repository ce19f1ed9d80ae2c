namespace PropertyTests.Properties;

/// <summary>Compares a gradient with central differences.</summary>
internal static class Slope
{
    /// <summary>
    /// A step h is off by h²/6 of the third derivative, of the order of 10 for such small models, and by the roundings of two losses over
    /// 2h: some 30·2⁻⁵³·|loss| / h. There is room for ten times either. A corner nearer than h (of a ReLU, a maximum, a clip) spoils the
    /// difference; a smaller step then decides, with the larger error that it has.
    /// </summary>
    private static readonly double[] Steps = [1e-5, 1e-6, 1e-7, 1e-8];

    /// <summary>Null if the gradient is the slope; else what it should be.</summary>
    public static double? Mismatch(ref double leaf, double gradient, Func<double> loss)
    {
        var (value, first) = (leaf, double.NaN);
        foreach (var step in Steps)
        {
            leaf = value + step;
            var above = loss();
            leaf = value - step;
            var below = loss();
            leaf = value;
            var slope = (above - below) / (2 * step);
            var error = 10 * ((step * step * 10 / 6) + (30 * Math.Pow(2, -53) * Math.Max(1, Math.Abs(above)) / step));
            if (Math.Abs(slope - gradient) <= error * Math.Max(1, Math.Abs(slope))) return null;
            if (double.IsNaN(first)) first = slope;
        }

        return first;
    }
}
