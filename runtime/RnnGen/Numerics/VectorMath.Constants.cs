using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Numerics;

public static unsafe partial class VectorMath
{
    // Zero, which the compiler of the machine code does not know.
    internal static nint Unknown;

    // In the order of the fields of Constants.
    private static ReadOnlySpan<float> ConstantsInOrder =>
    [
        SigmoidLowest, SigmoidHighest, -Log2E, Ln2, TwiceLn2Excess, S2, -S3, S4, -S5,
        -0f, TanhHighest, 2f * Log2E, -HalfLn2, 4f * C3, 8f * C4, 16f * C5, 32f * C6, 0.5f, -0.5f,
        RoundingShift, 1f,
    ];

    /// <summary>
    /// What sigmoid and tanh are computed with where there are sixteen registers. A kernel calls them for several gates and vectors.
    /// Had all calls their constants in common, the compiler would keep them in registers for the whole of the kernel, and what is
    /// computed would go through the stack, which a chain waits for at every stop. So each call reads them, at an address of its own.
    /// </summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Constants
    {
        public readonly float SigmoidLowest, SigmoidHighest, MinusLog2E, Ln2, TwiceLn2Excess, S2, MinusS3, S4, MinusS5;

        public readonly float SignBit, TanhHighest, TwiceLog2E, MinusHalfLn2, C3Times4, C4Times8, C5Times16, C6Times32, Half, MinusHalf;

        public readonly float RoundingShift, One;

        /// <summary>The address of all of them, which no other call's is known to equal.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Constants* Address() =>
            (Constants*)((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(ConstantsInOrder)) + Volatile.Read(ref Unknown));
    }
}
