using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>
/// One value from each row of a plane. Nothing beyond a row's extent is touched. The order of a sum depends on the extent and the
/// instruction set only: lane by lane, then the lanes in halves. Arguments are those of generated code and are not checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class RowMath
{
    /// <summary>The sum of each row: y[row·yStride] = Σ x[row, u].</summary>
    /// <param name="x">The plane to read, [rows, xStride].</param>
    /// <param name="y">The plane to write, of which the first column is written.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="extent">Elements per row that count; of 0 elements the sum is 0.</param>
    /// <param name="xStride">Elements from one row of x to the next.</param>
    /// <param name="yStride">Elements from one row of y to the next.</param>
    public static void Sum(float* x, float* y, int rows, int extent, int xStride, int yStride)
    {
        if (InstructionSets.HasVector512) Sum<float, Vector512<float>, Lanes512>(x, y, rows, extent, xStride, yStride);
        else if (InstructionSets.HasVector256) Sum<float, Vector256<float>, Lanes256>(x, y, rows, extent, xStride, yStride);
        else if (InstructionSets.HasVector128) Sum<float, Vector128<float>, Lanes128>(x, y, rows, extent, xStride, yStride);
        else Sum<float, float, ScalarLanes<float>>(x, y, rows, extent, xStride, yStride);
    }

    /// <inheritdoc cref="Sum(float*, float*, int, int, int, int)"/>
    public static void Sum(double* x, double* y, int rows, int extent, int xStride, int yStride) =>
        Sum<double, double, ScalarLanes<double>>(x, y, rows, extent, xStride, yStride);

    /// <summary>The largest element of each row, or NaN if one is: y[row·yStride] = max x[row, u].</summary>
    /// <param name="x">The plane to read, [rows, xStride].</param>
    /// <param name="y">The plane to write, of which the first column is written.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="extent">Elements per row that count, at least 1.</param>
    /// <param name="xStride">Elements from one row of x to the next.</param>
    /// <param name="yStride">Elements from one row of y to the next.</param>
    public static void Max(float* x, float* y, int rows, int extent, int xStride, int yStride)
    {
        // A vector no longer than the row: its tail is then one more vector that ends with the row.
        if (InstructionSets.HasVector512 && extent >= Vector512<float>.Count)
            Max<float, Vector512<float>, Lanes512>(x, y, rows, extent, xStride, yStride);
        else if (InstructionSets.HasVector256 && extent >= Vector256<float>.Count)
            Max<float, Vector256<float>, Lanes256>(x, y, rows, extent, xStride, yStride);
        else if (InstructionSets.HasVector128 && extent >= Vector128<float>.Count)
            Max<float, Vector128<float>, Lanes128>(x, y, rows, extent, xStride, yStride);
        else
            Max<float, float, ScalarLanes<float>>(x, y, rows, extent, xStride, yStride);
    }

    /// <inheritdoc cref="Max(float*, float*, int, int, int, int)"/>
    public static void Max(double* x, double* y, int rows, int extent, int xStride, int yStride) =>
        Max<double, double, ScalarLanes<double>>(x, y, rows, extent, xStride, yStride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sum<T, TVector, TLanes>(T* x, T* y, int rows, int extent, int xStride, int yStride)
        where T : unmanaged
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TVector>
    {
        var lanes = sizeof(TVector) / sizeof(T);
        for (var row = 0; row < rows; row++, x += xStride, y += yStride)
        {
            TVector sum = default;
            var u = 0;
            for (; u <= extent - lanes; u += lanes) sum = TLanes.Add(sum, *(TVector*)(x + u));
            if (u < extent) sum = TLanes.Add(sum, TLanes.LoadPartial(x + u, extent - u));
            *y = TLanes.Sum(sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Max<T, TVector, TLanes>(T* x, T* y, int rows, int extent, int xStride, int yStride)
        where T : unmanaged
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TVector>
    {
        var last = extent - (sizeof(TVector) / sizeof(T));
        for (var row = 0; row < rows; row++, x += xStride, y += yStride)
        {
            var max = *(TVector*)(x + last);
            for (var u = 0; u < last; u += sizeof(TVector) / sizeof(T)) max = TLanes.Max(max, *(TVector*)(x + u));
            *y = TLanes.Largest(max);
        }
    }

    /// <summary>y += x, for rows of any alignment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add<T, TVector, TLanes>(T* x, T* y, int extent)
        where T : unmanaged
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TVector>
    {
        var lanes = sizeof(TVector) / sizeof(T);
        var u = 0;
        for (; u <= extent - lanes; u += lanes)
            *(TVector*)(y + u) = TLanes.Add(*(TVector*)(y + u), *(TVector*)(x + u));
        var rest = extent - u;
        if (rest > 0)
            TLanes.StorePartial(y + u, TLanes.Add(TLanes.LoadPartial(y + u, rest), TLanes.LoadPartial(x + u, rest)), rest);
    }
}
