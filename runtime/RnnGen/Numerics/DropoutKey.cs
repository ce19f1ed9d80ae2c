using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// The counter-based generator behind dropout: 32 random bits for each (seed, step, layer, t, b, u) from integer arithmetic
/// alone, so that chunks, threads, instruction sets and resuming make no difference. A row's coordinates go through a 64-bit
/// mixer into this key; a unit's bits are the key's low half advanced by the unit and put through a 32-bit mixer, between
/// whose multiplications the high half enters, so that rows with nearby low halves are not shifted copies.
/// </summary>
/// <remarks>
/// Mixers: the finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, in
/// Stafford's variant 13) and that of MurmurHash3 in 32 bits (Appleby).
/// </remarks>
internal readonly struct DropoutKey
{
    internal const uint UnitStride = 0x9E3779B9;
    internal const uint FirstFactor = 0x85EBCA6B;
    internal const uint SecondFactor = 0xC2B2AE35;

    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    internal readonly uint Low;
    internal readonly uint High;

    private DropoutKey(ulong key)
    {
        Low = (uint)key;
        High = (uint)(key >> 32);
    }

    /// <summary>What the rows of one mask have in common.</summary>
    internal static ulong Mask(ulong seed, long step, int layer)
    {
        var key = Mix(seed + GoldenRatio);
        key = Mix((key ^ (ulong)step) + GoldenRatio);
        return Mix((key ^ (uint)layer) + GoldenRatio);
    }

    /// <summary>The key of the row of sample <paramref name="b"/> at time <paramref name="t"/>.</summary>
    internal static DropoutKey Row(ulong mask, int t, int b) =>
        new(Mix((mask ^ (((ulong)(uint)t << 32) | (uint)b)) + GoldenRatio));

    /// <summary>The bits of unit <paramref name="u"/>; what the vectors in <see cref="DropoutMask"/> compute lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint Bits(int u)
    {
        var x = Low + ((uint)u * UnitStride);
        x = ((x ^ (x >> 16)) * FirstFactor) + High;
        x = (x ^ (x >> 13)) * SecondFactor;
        return x ^ (x >> 16);
    }

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
