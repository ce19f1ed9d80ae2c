using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Numerics;

public static unsafe partial class VectorMath
{
    /// <summary>Zero. No compiler can tell, as long as this may be written: it is neither readonly nor private for that.</summary>
    internal static nint OpaqueZero;

    /// <summary>In the order of the fields of <see cref="Constants"/>.</summary>
    internal static ReadOnlySpan<float> ConstantsInOrder =>
    [
        SigmoidLowest, SigmoidHighest, -Log2E, Ln2, TwiceLn2Excess, S2, -S3, S4, -S5,
        -0f, TanhHighest, 2f * Log2E, -HalfLn2, 4f * C3, 8f * C4, 16f * C5, 32f * C6, 0.5f, -0.5f,
        RoundingShift, 1f,
    ];

    /// <summary>
    /// What sigmoid and tanh of 256 bits are computed with, where there are sixteen registers. A kernel calls them for several gates and
    /// vectors. Had all calls their constants in common, the compiler would keep them in registers for the whole of the kernel, and what is
    /// computed would go through the stack, which a chain waits for at every stop. So each call reads them, at an address that no compiler
    /// can prove equal to that of another.
    /// </summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly struct Constants
    {
        public readonly float SigmoidLowest, SigmoidHighest, MinusLog2E, Ln2, TwiceLn2Excess, S2, MinusS3, S4, MinusS5;

        public readonly float SignBit, TanhHighest, TwiceLog2E, MinusHalfLn2, C3Times4, C4Times8, C5Times16, C6Times32, Half, MinusHalf;

        public readonly float RoundingShift, One;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Constants* Address() =>
            (Constants*)((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(ConstantsInOrder)) + Volatile.Read(ref OpaqueZero));
    }
}
