namespace Conformance.Models;

/// <summary>
/// How far single precision may be from double precision, relative to max(1, |value|).
/// <para>
/// Roundings of u = 2⁻²⁴ that are independent with mean zero add up to at most λ·√n·u over a chain of n, each value with a probability of
/// at least 1 − 2·exp(−λ²/2) (Higham and Mary, "A new approach to probabilistic rounding error analysis", SIAM J. Sci. Comput.
/// 41, 2019, theorem 2.4); λ = 4 makes that 0.9993, and the model is pessimistic in what it takes for the size of the terms.
/// </para>
/// <para>
/// The chain of one value: a sum over the inputs and the hidden units, and 16 for the cell (biases, activations of at most 3 ulp, the
/// products of the gates), as often as the value passes through layers and steps, forward and back again; and for a weight's gradient
/// one sum over samples and steps. Only 8 steps count: weights from ±1/√H have a spectral radius near 1/√3 (circular law), and
/// 3^(−8/2) of an older error is 1 %.
/// </para>
/// </summary>
internal static class Rounding
{
    /// <summary>Standard deviations of roundings that a bound leaves room for.</summary>
    public const double Lambda = 4;

    private const double Unit = 1.0 / (1 << 24);
    private const int Cell = 16, Memory = 8;

    /// <summary>The bound for values and gradients.</summary>
    /// <param name="layers">Layers between input and output.</param>
    /// <param name="width">Largest sum of a layer's inputs and units.</param>
    /// <param name="inputs">The batch.</param>
    public static double Bound(int layers, int width, Inputs inputs)
    {
        var passes = 2 * (layers + Math.Min(inputs.Steps, Memory));
        var chain = (passes * (width + Cell)) + (inputs.Batch * inputs.Steps);
        return Lambda * Math.Sqrt(chain) * Unit;
    }
}
