using System.Runtime.InteropServices;

namespace RnnGen.Numerics.Tests;

/// <summary>Compares results bit by bit, fast enough for all floats.</summary>
public static class SameBits
{
    /// <summary>Fails at the first result that differs; what is no number may be so in any way.</summary>
    public static void Assert(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, ReadOnlySpan<float> arguments)
    {
        if (MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual))) return;
        for (var i = 0; i < expected.Length; i++)
        {
            var same = BitConverter.SingleToUInt32Bits(expected[i]) == BitConverter.SingleToUInt32Bits(actual[i]) || (float.IsNaN(expected[i]) && float.IsNaN(actual[i]));
            if (!same) Xunit.Assert.Fail($"{arguments[i]:G9} -> {actual[i]:G9} instead of {expected[i]:G9}");
        }
    }
}
