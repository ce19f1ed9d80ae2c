using System.ComponentModel;

namespace RnnGen.Numerics;

/// <summary>
/// The activations of a model that says <see cref="ActivationAccuracy.Fast"/>, for 512, 256 and 128 bits and for one
/// <see cref="float"/>. <c>Tanh</c> is within 2·10⁻⁶ of the exact value, relative to it, and <c>Sigmoid</c> within 10⁻⁶, absolute, for all
/// arguments. Tanh is odd and 0 at 0; both stay within their limits (−1 and 1, 0 and 1) and come no nearer to them than the bounds say. NaN
/// passes through. A lane's result depends on nothing but its argument. Instructions are guarded as those of <see cref="VectorMath"/>.
/// </summary>
/// <remarks>
/// tanh x ≈ x·(1 + P1·s + P2·s² + P3·s³) / (1 + Q1·s + Q2·s² + Q3·s³) with s = x², a minimax fit of the relative error, 1.1·10⁻⁶ for |x| ≤ 7; beyond, the
/// value at 7. One division and no exponent: half the chain of the accurate form. sigmoid(x) = ½ + ½·tanh(x/2): with h = ½,
/// h·tanh(h·x) = x·P(h²s) / (Q(h²s)/h²), whose factors are powers of two and part of the coefficients.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class FastMath
{
    private const float Limit = 7f;

    private const float P1 = 0.123301819f;

    private const float P2 = 0.00229973765f;

    private const float P3 = 4.02333671e-6f;

    private const float Q1 = 0.456629932f;

    private const float Q2 = 0.0211842526f;

    private const float Q3 = 0.00014466251f;
}
