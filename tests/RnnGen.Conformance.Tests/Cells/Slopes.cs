namespace Conformance.Cells;

/// <summary>Derivatives of a function of several tensors by differences.</summary>
internal static class Slopes
{
    /// <summary>
    /// The five-point formula: off by h⁴/30 of the fifth derivative and by 1.5 roundings of the function over h. With h = 5·10⁻⁴ that is
    /// 2·10⁻¹⁵ of a derivative and 4·10⁻¹³ of a value.
    /// </summary>
    public const double Step = 5e-4;

    /// <summary>The slope of <paramref name="function"/> along every element of <paramref name="values"/>, which it reads.</summary>
    public static double[] Of(Func<double> function, double[] values, double step = Step)
    {
        var slopes = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var center = values[i];
            double At(double distance)
            {
                values[i] = center + distance;
                return function();
            }

            slopes[i] = ((8 * (At(step) - At(-step))) - (At(2 * step) - At(-2 * step))) / (12 * step);
            values[i] = center;
        }

        return slopes;
    }
}
