using System.Numerics;
using RnnGen.Numerics;

namespace RnnGen.Training;

/// <summary>
/// What an optimizer remembers of a gradient that has become zero decays until it is subnormal, and stays there, since a tenth less of the
/// smallest numbers rounds to themselves. Arithmetic with such numbers takes many processors far longer.
/// </summary>
internal static class Subnormals
{
    /// <summary>That of gradients: what is left may be multiplied by rates and gradients' scales without becoming subnormal.</summary>
    public const float Smallest = VectorMath.Smallest;

    /// <summary>2⁻¹²⁶, the smallest number that is not subnormal.</summary>
    public const float SmallestNormal = 1.17549435e-38f;

    /// <summary>x, or 0 where |x| is less than <paramref name="smallest"/>; NaN passes through.</summary>
    public static Vector<float> Flush(Vector<float> x, Vector<float> smallest) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), smallest), Vector<float>.Zero, x);
}
