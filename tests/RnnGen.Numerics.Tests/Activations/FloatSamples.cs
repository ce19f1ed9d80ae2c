namespace RnnGen.Numerics.Tests;

/// <summary>Floats to try: every n-th bit pattern of all 2³², some 8400 of each binade, and all neighbours of the places where the code changes.</summary>
public static class FloatSamples
{
    private const int BlockLength = 4096;

    private const int Neighbours = 2000;

    /// <summary>RNNGEN_NIGHTLY=1 tries every float; that takes hours.</summary>
    private static readonly uint _stride = Environment.GetEnvironmentVariable("RNNGEN_NIGHTLY") == "1" ? 1u : 997u;

    /// <summary>Calls back with blocks of 4096 samples.</summary>
    public static void ForEachBlock(Action<float[]> visit)
    {
        var block = new float[BlockLength];
        var filled = 0;
        foreach (var bits in Patterns())
        {
            block[filled++] = BitConverter.UInt32BitsToSingle(bits);
            if (filled == BlockLength)
            {
                visit(block);
                filled = 0;
            }
        }

        Array.Clear(block, filled, BlockLength - filled);
        visit(block);
    }

    private static IEnumerable<uint> Patterns()
    {
        for (ulong bits = 0; bits <= uint.MaxValue; bits += _stride)
            yield return (uint)bits;

        foreach (var centre in Centres())
        {
            var middle = BitConverter.SingleToUInt32Bits(centre);
            for (var offset = -Neighbours; offset <= Neighbours; offset++)
            {
                var bits = unchecked((uint)((int)middle + offset));
                yield return bits;
                yield return bits ^ 0x80000000;
            }
        }
    }

    private static IEnumerable<float> Centres()
    {
        yield return 0f;
        yield return 1f;
        yield return float.MaxValue;
        yield return (float)Ulp.SmallestNormal;

        // Saturation: tanh from 9.01 on (clamped at 9.2), sigmoid at 17 above, and from 87.3 to 104 below, through subnormals.
        foreach (var limit in (float[])[9.01f, 9.2f, 16.6f, 17.33f, 87f, 87.336f, 88.376f, 88.7f, 88.723f, 103.97f])
            yield return limit;

        // Where the exponential becomes normal and overflows, log's range of m ends, and softplus halves 1 + e^x.
        foreach (var limit in (float[])[87.33654f, 88.72284f, 89f, 0.75f, 1.5f, 0.6931472f])
            yield return limit;

        // Where the reduction rounds to the next n: odd multiples of ln 2 / 4 for tanh, of ln 2 / 2 for sigmoid and exp.
        for (var k = 1; k <= 257; k += 2)
        {
            yield return (float)(k * Math.Log(2) / 4);
            yield return (float)(k * Math.Log(2) / 2);
        }
    }
}
