namespace RnnGen.Runtime.Tests.Models;

/// <summary>Single tensors filled by an initializer, in double precision.</summary>
internal static class Drawn
{
    public static double[] Values(Initializer initializer, ulong seed, params int[] shape)
    {
        var block = new TensorBlock<double>([new ParameterInfo("w", shape, initializer)]);
        block.Initialize(seed);
        return block.Values.ToArray();
    }

    /// <summary>
    /// Mean and mean square lie within five standard deviations of what they estimate; <paramref name="kurtosis"/> is E x⁴ / (E x²)² of
    /// the distribution, from which the deviation of the mean square follows.
    /// </summary>
    public static void AssertMoments(double[] values, double mean, double variance, double kurtosis)
    {
        var error = 5 * Math.Sqrt(variance / values.Length);
        Assert.InRange(values.Average(), mean - error, mean + error);
        var squareError = 5 * variance * Math.Sqrt((kurtosis - 1) / values.Length);
        Assert.InRange(values.Average(value => (value - mean) * (value - mean)), variance - squareError, variance + squareError);
    }
}
