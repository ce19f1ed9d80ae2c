namespace Conformance.Cells;

/// <summary>Derivatives of a function of several tensors by differences.</summary>
internal static class Slopes
{
    /// <summary>
    /// Short, so that few corners of activations lie within 2h of a sum. The five-point formula is off by h⁴/30 of the fifth derivative,
    /// 10⁻²⁰ of which nothing shows, and by 1.5/h roundings of the function: a sum of some hundred products up to 10 is uncertain by 100
    /// units of 10⁻¹⁶, which makes <see cref="Error"/>.
    /// </summary>
    private const double Step = 1e-5;

    /// <summary>How far a slope may be off.</summary>
    public const double Error = 2e-9;

    /// <summary>The slope of <paramref name="function"/> along every element of <paramref name="values"/>, which it reads.</summary>
    public static double[] Of(Func<double> function, double[] values)
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

            slopes[i] = ((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
            values[i] = center;
        }

        return slopes;
    }
}
