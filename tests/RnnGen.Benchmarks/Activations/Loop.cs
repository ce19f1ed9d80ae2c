using System.Runtime.CompilerServices;

namespace RnnGen.Benchmarks.Activations;

/// <summary>A function over and over: on values that do not wait for one another, and on values each of which is the result before.</summary>
internal static unsafe class Loop
{
    /// <summary>Of every vector of an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TVector, TFunction>(TVector* x, TVector* y, int count)
        where TVector : unmanaged
        where TFunction : struct, IFunction<TVector>
    {
        for (var i = 0; i < count; i++) y[i] = TFunction.Of(x[i]);
    }

    /// <summary>Of its own result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TVector Chain<TVector, TFunction>(TVector x, int links)
        where TVector : unmanaged
        where TFunction : struct, IFunction<TVector>
    {
        for (var i = 0; i < links; i++) x = TFunction.Of(x);
        return x;
    }
}
