namespace RnnGen;

/// <summary>
/// Random numbers addressed by (seed, stream, position) instead of drawn in order: what one stream yields depends on no other,
/// and integer arithmetic makes the bits the same everywhere. It is SplitMix64 (Steele, Lea and Flood, 2014) with a hashed start.
/// </summary>
internal readonly struct CounterRandom(ulong seed, ulong stream)
{
    /// <summary>2⁶⁴ divided by the golden ratio, made odd: the step of the Weyl sequence.</summary>
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private readonly ulong _start = Mix(Mix(seed + Gamma) + (stream * Gamma));

    /// <summary>64 random bits.</summary>
    public ulong Bits(long position) => Mix(_start + ((ulong)(position + 1) * Gamma));

    /// <summary>Uniform in [−1, 1), a multiple of 2⁻⁵², exactly.</summary>
    public double Symmetric(long position) => ((long)Bits(position) >> 11) * (1.0 / (1L << 52));

    /// <summary>Uniform in [0, 1), a multiple of 2⁻⁵³, exactly.</summary>
    public double Unit(long position) => (Bits(position) >> 11) * (1.0 / (1L << 53));

    /// <summary>Uniform in [0, <paramref name="bound"/>); the bias is below <paramref name="bound"/>·2⁻⁶⁴.</summary>
    public int Below(int bound, long position) => (int)Math.BigMul(Bits(position), (ulong)bound, out _);

    /// <summary>Random numbers of a part of what this stream is for, as independent of it as another stream.</summary>
    public CounterRandom Fork(ulong part) => new(_start, part);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
