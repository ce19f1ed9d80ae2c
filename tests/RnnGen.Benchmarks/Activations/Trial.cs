using System.Runtime.CompilerServices;

namespace RnnGen.Benchmarks.Activations;

/// <summary>Speed and error of one function at one width.</summary>
/// <param name="NanosecondsPerElement">In a loop over an array in the first-level cache.</param>
/// <param name="CyclesPerVector">The same per vector.</param>
/// <param name="ChainCycles">From argument to result, each waiting for the one before.</param>
/// <param name="LargestUlp">Largest error in units in the last place, where the exact result is a normal number.</param>
/// <param name="LargestAbsolute">Largest absolute error, where the exact result is finite.</param>
internal sealed unsafe record Trial(double NanosecondsPerElement, double CyclesPerVector, double ChainCycles, double LargestUlp, double LargestAbsolute)
{
    private const int Elements = 1024, Links = 200;

    // A prime, so that all places of the mantissa occur in each binade.
    private const uint Stride = 1499;

    private const double SmallestNormal = 1.1754943508222875e-38;

    public static Trial Run<TVector, TFunction>(Func<double, double> exact)
        where TVector : unmanaged
        where TFunction : struct, IFunction<TVector>
    {
        var (xs, ys) = (GC.AllocateArray<float>(Elements + 16, pinned: true), GC.AllocateArray<float>(Elements + 16, pinned: true));
        var (x, y) = (Aligned(xs), Aligned(ys));
        for (var i = 0; i < Elements; i++) ((float*)x)[i] = (float)(4 * Math.Sin(i));
        var lanes = sizeof(TVector) / sizeof(float);
        var loop = Shortest.Nanoseconds(() => Loop.Map<TVector, TFunction>((TVector*)x, (TVector*)y, Elements / lanes));
        var chain = Shortest.Nanoseconds(() => *(TVector*)y = Loop.Chain<TVector, TFunction>(*(TVector*)x, Links));
        var (ulp, absolute) = Errors<TVector, TFunction>((float*)x, (float*)y, exact);
        GC.KeepAlive((xs, ys));
        return new(loop / Elements, loop / Elements * lanes / Shortest.CycleNanoseconds, chain / Links / Shortest.CycleNanoseconds, ulp, absolute);
    }

    private static nint Aligned(float[] array) => ((nint)Unsafe.AsPointer(ref array[0]) + 63) & ~63;

    private static (double Ulp, double Absolute) Errors<TVector, TFunction>(float* x, float* y, Func<double, double> exact)
        where TVector : unmanaged
        where TFunction : struct, IFunction<TVector>
    {
        double ulp = 0, absolute = 0;
        for (ulong first = 0; first <= uint.MaxValue; first += Stride * Elements)
        {
            for (var i = 0; i < Elements; i++) x[i] = BitConverter.UInt32BitsToSingle((uint)(first + (ulong)(i * Stride)));
            Loop.Map<TVector, TFunction>((TVector*)x, (TVector*)y, Elements * sizeof(float) / sizeof(TVector));
            for (var i = 0; i < Elements; i++)
            {
                var value = exact(x[i]);
                if (!(Math.Abs(value) <= float.MaxValue)) continue;
                var error = Math.Abs(y[i] - value);
                absolute = Math.Max(absolute, error);
                if (Math.Abs(value) >= SmallestNormal) ulp = Math.Max(ulp, error / Math.ScaleB(1, Math.ILogB(value) - 23));
            }
        }

        return (ulp, absolute);
    }
}
