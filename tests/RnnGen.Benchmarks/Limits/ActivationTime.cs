using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Benchmarks.Activations;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Limits;

/// <summary>How long one core takes for an activation where nothing waits: in a loop over an array in the nearest cache.</summary>
internal static unsafe class ActivationTime
{
    private const int Elements = 1024;

    /// <summary>Nanoseconds of one element, in the widest registers there are.</summary>
    /// <typeparam name="TFunction">The activation.</typeparam>
    public static double Nanoseconds<TFunction>()
        where TFunction : struct, IFunction<Vector512<float>>, IFunction<Vector256<float>> =>
        Vector512.IsHardwareAccelerated ? Nanoseconds<Vector512<float>, TFunction>() : Nanoseconds<Vector256<float>, TFunction>();

    private static double Nanoseconds<TVector, TFunction>()
        where TVector : unmanaged
        where TFunction : struct, IFunction<TVector>
    {
        var (x, y) = (new AlignedBuffer<float>(Elements), new AlignedBuffer<float>(Elements));
        for (var i = 0; i < Elements; i++) x.Span[i] = (float)(4 * Math.Sin(i));
        var call = Shortest.Nanoseconds(() => Map<TVector, TFunction>((TVector*)x.Pointer, (TVector*)y.Pointer, Elements * sizeof(float) / sizeof(TVector)));
        GC.KeepAlive((x, y));
        return call / Elements;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map<TVector, TFunction>(TVector* x, TVector* y, int count)
        where TVector : unmanaged
        where TFunction : struct, IFunction<TVector>
    {
        for (var i = 0; i < count; i++) y[i] = TFunction.Of(x[i]);
    }
}
