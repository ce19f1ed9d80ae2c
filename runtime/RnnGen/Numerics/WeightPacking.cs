using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>
/// Copies weights from PyTorch's order, row-major [outputs, inputs], into the panels that kernels read: one row of
/// <c>lanes</c> elements for each k of the inner product. Moves bits, computes nothing. Arguments are those of generated code
/// and are not checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class WeightPacking
{
    private const int Tile = 4;

    /// <summary>Rows that are on their way while one is copied.</summary>
    private const int RowsAhead = 16;

    /// <summary>
    /// For products with Wᵀ (forward): lane n of the panel is row n of W, so panel[k, lane] = W[lane, k]; lanes from
    /// <paramref name="count"/> on are 0.
    /// </summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="weights">The first row of W for this panel.</param>
    /// <param name="rowStride">Elements from one row of W to the next.</param>
    /// <param name="columns">Length of the inner product.</param>
    /// <param name="panel">The panel, [columns, panelStride].</param>
    /// <param name="panelStride">Elements from one k of the panel to the next, at least <paramref name="lanes"/>.</param>
    /// <param name="lanes">Lanes written for each k.</param>
    /// <param name="count">Lanes that have a row, at most <paramref name="lanes"/>.</param>
    public static void PackRows<T>(T* weights, int rowStride, int columns, T* panel, int panelStride, int lanes, int count)
        where T : unmanaged
    {
        var tiledLanes = 0;
        var tiledColumns = 0;
        if (sizeof(T) == sizeof(float) && (Sse.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            tiledLanes = count / Tile * Tile;
            tiledColumns = columns / Tile * Tile;
        }

        // Down the panel in short steps: the rows are read as so many streams, the panel is written once.
        for (var k = 0; k < tiledColumns; k += Tile)
        {
            for (var lane = 0; lane < tiledLanes; lane += Tile)
            {
                var source = weights + ((nint)lane * rowStride) + k;
                TransposeTile((float*)source, rowStride, (float*)(panel + ((nint)k * panelStride) + lane), panelStride);
            }
        }

        for (var k = 0; k < columns; k++)
        {
            var destination = panel + ((nint)k * panelStride);
            for (var lane = k < tiledColumns ? tiledLanes : 0; lane < count; lane++)
                destination[lane] = weights[((nint)lane * rowStride) + k];
            new Span<T>(destination + count, lanes - count).Clear();
        }
    }

    /// <summary>
    /// For products with W (backward): lane n of the panel is column n of W, so panel[k, lane] = W[k, lane]; lanes from
    /// <paramref name="count"/> on are 0.
    /// </summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="weights">The first column of W for this panel.</param>
    /// <param name="rowStride">Elements from one row of W to the next.</param>
    /// <param name="rows">Length of the inner product.</param>
    /// <param name="panel">The panel, [rows, panelStride].</param>
    /// <param name="panelStride">Elements from one k of the panel to the next, at least <paramref name="lanes"/>.</param>
    /// <param name="lanes">Lanes written for each k.</param>
    /// <param name="count">Lanes that have a column, at most <paramref name="lanes"/>.</param>
    public static void PackColumns<T>(T* weights, int rowStride, int rows, T* panel, int panelStride, int lanes, int count)
        where T : unmanaged
    {
        for (var k = 0; k < rows; k++, weights += rowStride, panel += panelStride)
        {
            // Of large weights this reads a line or two of each row, whose distance may be more than a processor follows by itself.
            VectorMath.Prefetch((float*)(weights + ((nint)RowsAhead * rowStride)));
            new ReadOnlySpan<T>(weights, count).CopyTo(new Span<T>(panel, count));
            new Span<T>(panel + count, lanes - count).Clear();
        }
    }

    // Interleaves rows 0 and 2, 1 and 3, and then the results: 4x4 elements of 32 bits, whatever they mean.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeTile(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        var row0 = *(Vector128<float>*)source;
        var row1 = *(Vector128<float>*)(source + sourceStride);
        var row2 = *(Vector128<float>*)(source + (2 * sourceStride));
        var row3 = *(Vector128<float>*)(source + (3 * sourceStride));

        var even0 = InterleaveLow(row0, row2);
        var even1 = InterleaveHigh(row0, row2);
        var odd0 = InterleaveLow(row1, row3);
        var odd1 = InterleaveHigh(row1, row3);

        *(Vector128<float>*)destination = InterleaveLow(even0, odd0);
        *(Vector128<float>*)(destination + destinationStride) = InterleaveHigh(even0, odd0);
        *(Vector128<float>*)(destination + (2 * destinationStride)) = InterleaveLow(even1, odd1);
        *(Vector128<float>*)(destination + (3 * destinationStride)) = InterleaveHigh(even1, odd1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    /// <summary>Adds a row of values to a row of a panel: a second bias of the same sums.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="source">The values to add.</param>
    /// <param name="panel">The row to add them to.</param>
    /// <param name="count">Number of values.</param>
    public static void AddRow<T>(T* source, T* panel, int count)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        for (var i = 0; i < count; i++) panel[i] += source[i];
    }
}
