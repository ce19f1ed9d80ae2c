using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using RnnGen.Benchmarks.Activations;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Limits;

/// <summary>How long one core takes for a function.</summary>
internal static unsafe class ActivationTime
{
    private const int Elements = 1024, Links = 200;

    /// <summary>Nanoseconds of one element where nothing waits: in a loop over an array in the nearest cache, in the widest registers there are.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    public static double PerElement<TFunction>()
        where TFunction : struct, IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>>, IFunction<float> =>
        Vector512.IsHardwareAccelerated ? PerElement<Vector512<float>, TFunction>()
        : Vector256.IsHardwareAccelerated ? PerElement<Vector256<float>, TFunction>()
        : Vector128.IsHardwareAccelerated ? PerElement<Vector128<float>, TFunction>()
        : PerElement<float, TFunction>();

    /// <summary>Nanoseconds from an argument to its result.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="lanes">Numbers of a vector, if the processor has such a one.</param>
    public static double Latency<TFunction>(int lanes)
        where TFunction : struct, IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>> =>
        lanes == 16 && Vector512.IsHardwareAccelerated ? Latency<Vector512<float>, TFunction>()
        : lanes >= 8 && Avx2.IsSupported && Fma.IsSupported ? Latency<Vector256<float>, TFunction>()
        : Latency<Vector128<float>, TFunction>();

    private static double Latency<TVector, TFunction>()
        where TVector : unmanaged
        where TFunction : struct, IFunction<TVector>
    {
        var x = new AlignedBuffer<float>(Elements);
        x.Span.Fill(0.5f);
        var call = Shortest.Nanoseconds(() => *(TVector*)x.Pointer = Loop.Chain<TVector, TFunction>(*(TVector*)x.Pointer, Links));
        GC.KeepAlive(x);
        return call / Links;
    }

    private static double PerElement<TVector, TFunction>()
        where TVector : unmanaged
        where TFunction : struct, IFunction<TVector>
    {
        var (x, y) = (new AlignedBuffer<float>(Elements), new AlignedBuffer<float>(Elements));
        for (var i = 0; i < Elements; i++) x.Span[i] = (float)(4 * Math.Sin(i));
        var call = Shortest.Nanoseconds(
            () => Loop.Map<TVector, TFunction>((TVector*)x.Pointer, (TVector*)y.Pointer, Elements * sizeof(float) / sizeof(TVector)));
        GC.KeepAlive((x, y));
        return call / Elements;
    }
}
