using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>Which of the bodies of a generated kernel this process runs.</summary>
public static class InstructionSets
{
    /// <summary>
    /// The body that dispatch takes: <c>"512"</c> (AVX-512), <c>"256"</c> (AVX2 with FMA), <c>"128"</c> (NEON, or SSE) or
    /// <c>"scalar"</c>. The JIT decides by the processor and by the <c>DOTNET_Enable*</c> settings; NativeAOT by
    /// <c>IlcInstructionSet</c>, whose default knows neither AVX2 nor AVX-512.
    /// </summary>
    public static string Active =>
        HasVector512 ? "512"
        : HasVector256 ? "256"
        : HasVector128 ? "128"
        : "scalar";

    // The guards that generated code writes out, so that the compiler can fold them in each kernel.
    internal static bool HasVector512 => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    internal static bool HasVector256 => Avx2.IsSupported && Fma.IsSupported;

    internal static bool HasVector128 => Vector128.IsHardwareAccelerated;
}
