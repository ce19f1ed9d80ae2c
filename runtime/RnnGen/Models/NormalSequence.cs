namespace RnnGen;

/// <summary>
/// Standard normal numbers by the polar method (Marsaglia and Bray, 1964), with additions, products, quotients and roots only: these are
/// exact to the last bit on every machine, which the logarithms of the platforms' libraries are not.
/// </summary>
internal sealed class NormalSequence(CounterRandom random)
{
    private const double Ln2 = 0.693147180559945309;
    private const long SqrtOneHalfBits = 0x3FE6A09E667F3BCD;

    private long _position;

    /// <summary>The next number.</summary>
    public double Next()
    {
        while (true)
        {
            // A point in the unit disc: its direction and its squared radius are independent, and the latter is uniform.
            var (u, v) = (random.Symmetric(_position), random.Symmetric(_position + 1));
            _position += 2;
            var square = (u * u) + (v * v);
            if (square is > 0 and < 1) return u * Math.Sqrt(-2 * Log(square) / square);
        }
    }

    /// <summary>The next number of magnitude at most <paramref name="bound"/>.</summary>
    public double NextTruncated(double bound)
    {
        while (true)
        {
            var value = Next();
            if (Math.Abs(value) <= bound) return value;
        }
    }

    /// <summary>The natural logarithm of a positive normal number, to a few units in the last place.</summary>
    internal static double Log(double x)
    {
        // x = m·2ᵉ with m between √½ and √2, and ln m = 2·artanh z = 2z·(1 + z²/3 + z⁴/5 + …) with z = (m − 1)/(m + 1), |z| < 0.172:
        // the first of the omitted terms is z²⁴/25 < 2·10⁻²⁰.
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (bits - SqrtOneHalfBits) >> 52;
        var m = BitConverter.Int64BitsToDouble(bits - (exponent << 52));
        var z = (m - 1) / (m + 1);
        var sum = 0.0;
        for (var odd = 23; odd > 0; odd -= 2) sum = (sum * (z * z)) + (1.0 / odd);
        return (exponent * Ln2) + (2 * z * sum);
    }
}
