using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>
/// Element-wise functions that generated kernels inline, for 512, 256 and 128 bits, <see cref="float"/> and
/// <see cref="double"/>. The 512-bit members need AVX-512 and the 256-bit members AVX2 with FMA: the caller's dispatch
/// guards them. In <see cref="float"/>, <c>Sigmoid</c>, <c>Tanh</c>, <c>Exp</c>, <c>Log</c> and <c>Softplus</c> are within 4 units
/// in the last place wherever the exact result is a normal number and within 2⁻¹²⁶ below; they saturate exactly, and NaN passes
/// through. A lane's result depends on nothing but its arguments.
/// </summary>
/// <remarks>
/// Sigmoid and tanh reduce x = n·ln 2 + r with |r| ≤ ln 2 / 2 and use polynomials for e^r. What counts is the length of the chain from argument to
/// result: a step of a stream waits for two of them, and a loop over rows for the chains that fit the processor's window. So polynomials
/// go by Estrin's scheme, and 2ⁿ multiplies r² beside the polynomial rather than e^r behind it.
/// <list type="bullet">
/// <item>sigmoid(x) = 1 / (1 + 2ⁿ·e^r) for −x, e^r ≈ 1 + r + r²·(S2 + S3·r + S4·r² + S5·r³), a minimax fit within 1.1e-7 of e^r. With a fused
/// multiply-add the reduction is one step; the remainder that it leaves, d = n·1.9e-9, enters as r² + 2d, because S2 is ½: nothing waits for it.
/// Without one, ln 2 is split in two; the high part has 15 bits, so that n times it is exact.</item>
/// <item>tanh|x| = f / (f + 1) with f = (e^2|x| − 1) / 2, the sign put back; e^r ≈ 1 + r + r²·(½ + C3·r + C4·r² + C5·r³ + C6·r⁴), a minimax fit of
/// e^r − 1 with a relative error below 1.5e-8. f and f + 1 are computed side by side. The reduction is that of |x| by (ln 2)/2, one step: where n is
/// large, tanh no longer feels its error.</item>
/// </list>
/// n is rounded by adding 1.5·2²³, which leaves it in the low bits; with 127 added as well, a shift makes it 2ⁿ. The bodies of 256 bits read
/// their constants from memory (<c>Constants</c>), and vectors of 128 bits go through them where the processor has them.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class VectorMath
{
    private const int MantissaBits = 23;

    private const float RoundingShift = 12582912f + 127f;

    private const float Log2E = 1.44269504f;

    private const float Ln2High = 0.693145752f;

    private const float Ln2Low = 1.42860677e-6f;

    private const float Ln2 = 0.693147182f;

    // Twice what it has too much.
    private const float TwiceLn2Excess = 3.80930843e-9f;

    private const float HalfLn2 = 0.34657359f;

    private const float C3 = 0.16666548f;

    private const float C4 = 0.041666854f;

    private const float C5 = 0.008366067f;

    private const float C6 = 0.0013898233f;

    private const float S2 = 0.499992311f;

    private const float S3 = 0.166671097f;

    private const float S4 = 0.0418901779f;

    private const float S5 = 0.0083128931f;

    // Beyond: n = 128 below, so that 2ⁿ is infinite and sigmoid 0; above, 1 + e^−87 is 1 and 2ⁿ still a normal number.
    private const float SigmoidLowest = -88.7f;

    private const float SigmoidHighest = 87f;

    // From here on f + 1 rounds to f.
    private const float TanhHighest = 9.2f;

    // 2⁻¹⁰⁰ and 2⁻⁹⁶⁰: what Flush takes for zero.
    internal const float Smallest = 7.88860905e-31f;

    private const double SmallestDouble = 1.0261342003245941e-289;

    /// <summary>Numbers of a cache line.</summary>
    private const int LineLength = AlignedBuffer<float>.Alignment / sizeof(float);

    /// <summary>Asks for a cache line that will be read soon; any address will do. Without effect where there is no such instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* line)
    {
        if (Sse.IsSupported) Sse.Prefetch1(line);
    }

    /// <summary>Asks for the cache lines of up to four times sixteen columns; a constant number of them leaves only the instructions themselves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* first, int columns)
    {
        Prefetch(first);
        if (columns > LineLength) Prefetch(first + LineLength);
        if (columns > 2 * LineLength) Prefetch(first + (2 * LineLength));
        if (columns > 3 * LineLength) Prefetch(first + (3 * LineLength));
    }
}
