using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Numerics;

/// <summary>
/// Rows that repeat a row or its elements, and the sums of what is repeated. Padding stays as it is. Arguments are those of generated
/// code and are not checked: of two extents one is a multiple of the other.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Repetitions
{
    /// <summary>The row over and over: y[j·xExtent + i] = x[i].</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The plane to read.</param>
    /// <param name="xStride">Elements from one row of x to the next.</param>
    /// <param name="xExtent">Elements per row of x.</param>
    /// <param name="y">The plane to write.</param>
    /// <param name="yStride">Elements from one row of y to the next.</param>
    /// <param name="yExtent">Elements per row of y.</param>
    /// <param name="rows">Number of rows.</param>
    public static void Tile<T>(T* x, int xStride, int xExtent, T* y, int yStride, int yExtent, int rows)
        where T : unmanaged, INumberBase<T>
    {
        for (var row = 0; row < rows; row++, x += xStride, y += yStride)
        {
            for (var first = 0; first < yExtent; first += xExtent) new ReadOnlySpan<T>(x, xExtent).CopyTo(new Span<T>(y + first, xExtent));
        }
    }

    /// <summary>The sum of what a row repeats: y[i] = Σ x[j·yExtent + i], in ascending j.</summary>
    /// <inheritdoc cref="Tile"/>
    public static void SumTiles<T>(T* x, int xStride, int xExtent, T* y, int yStride, int yExtent, int rows)
        where T : unmanaged, INumberBase<T>
    {
        for (var row = 0; row < rows; row++, x += xStride, y += yStride)
        {
            new ReadOnlySpan<T>(x, yExtent).CopyTo(new Span<T>(y, yExtent));
            for (var first = yExtent; first < xExtent; first += yExtent)
            {
                for (var i = 0; i < yExtent; i++) y[i] += x[first + i];
            }
        }
    }

    /// <summary>Every element as a run of equal ones: y[j·(yExtent / xExtent) + i] = x[j].</summary>
    /// <inheritdoc cref="Tile"/>
    public static void Stretch<T>(T* x, int xStride, int xExtent, T* y, int yStride, int yExtent, int rows)
        where T : unmanaged, INumberBase<T>
    {
        var run = yExtent / xExtent;
        for (var row = 0; row < rows; row++, x += xStride, y += yStride)
        {
            for (var j = 0; j < xExtent; j++) new Span<T>(y + (j * run), run).Fill(x[j]);
        }
    }

    /// <summary>The sums of runs: y[j] = Σ x[j·(xExtent / yExtent) + i], in the order of <see cref="RowMath"/>.</summary>
    /// <param name="x">The plane to read.</param>
    /// <param name="xStride">Elements from one row of x to the next.</param>
    /// <param name="xExtent">Elements per row of x.</param>
    /// <param name="y">The plane to write.</param>
    /// <param name="yStride">Elements from one row of y to the next.</param>
    /// <param name="yExtent">Elements per row of y.</param>
    /// <param name="rows">Number of rows.</param>
    public static void SumRuns(float* x, int xStride, int xExtent, float* y, int yStride, int yExtent, int rows)
    {
        for (var row = 0; row < rows; row++, x += xStride, y += yStride)
            RowMath.Sum(x, y, yExtent, xExtent / yExtent, xExtent / yExtent, 1);
    }

    /// <inheritdoc cref="SumRuns(float*, int, int, float*, int, int, int)"/>
    public static void SumRuns(double* x, int xStride, int xExtent, double* y, int yStride, int yExtent, int rows)
    {
        for (var row = 0; row < rows; row++, x += xStride, y += yStride)
            RowMath.Sum(x, y, yExtent, xExtent / yExtent, xExtent / yExtent, 1);
    }
}
