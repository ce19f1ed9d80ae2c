using System.Numerics;

namespace RnnGen.Numerics.Tests;

/// <summary>Windows against their definition, chunk by chunk: sequences, images, with and without what lies beyond the edges.</summary>
public sealed unsafe class WindowsTests
{
    private const int Batch = 2;
    private const int Extent = 3;

    /// <summary>Height and width of the image, those of the windows, and the sides.</summary>
    public static TheoryData<int, int, int, int, WindowSide, WindowSide> Cases => new()
    {
        { 9, 1, 4, 1, new(1, 1, 2), new(0, 1, 1) },
        { 9, 1, 3, 1, new(0, 4, 2), new(0, 1, 1) },
        { 5, 4, 3, 3, new(0, 3, 1), new(0, 2, 1) },
        { 5, 4, 5, 4, new(-1, 3, 1), new(-1, 4, 1) },
        { 5, 7, 2, 2, new(0, 2, 2), new(1, 3, 3) },
    };

    [Theory]
    [InlineData(3, 4, 2, 0)]
    [InlineData(4, 4, 2, 1)]
    [InlineData(7, 4, 2, 2)]
    [InlineData(9, 4, 7, 1)]
    public void Count_is_that_of_the_windows_within(int steps, int size, int stride, int expected) => Assert.Equal(expected, Windows.Count(steps, size, stride));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gather_puts_the_places_of_a_feature_side_by_side(int height, int width, int down, int across, WindowSide rows, WindowSide columns)
    {
        CheckGather<float>(height, width, down, across, rows, columns);
        CheckGather<double>(height, width, down, across, rows, columns);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sum_adds_up_what_windows_hold_of_a_step(int height, int width, int down, int across, WindowSide rows, WindowSide columns)
    {
        CheckSum<float>(height, width, down, across, rows, columns);
        CheckSum<double>(height, width, down, across, rows, columns);
    }

    private static void CheckGather<T>(int height, int width, int down, int across, WindowSide rows, WindowSide columns)
        where T : unmanaged, INumber<T>
    {
        var (places, windows, pixels) = (rows.Count * columns.Count, down * across, height * width);
        var source = new TestPlane<T>(pixels * Batch, Extent).Fill(TestPlane<T>.Whole);
        var result = new TestPlane<T>(windows * Batch, Extent * places);
        fixed (T* s = source.Data, r = result.Data)
        {
            Windows.Gather(s, source.Stride, pixels, width, r, result.Stride, windows, across, Batch, 0, 2, Extent, rows, columns);
            Windows.Gather(s, source.Stride, pixels, width, r + (2 * Batch * result.Stride), result.Stride, windows, across, Batch, 2, windows - 2, Extent, rows, columns);
        }

        result.Check((row, u) => Place(row / Batch, u % places, height, width, across, rows, columns) is { } pixel
            ? TestPlane<T>.Whole((pixel * Batch) + (row % Batch), u / places)
            : 0);
    }

    private static void CheckSum<T>(int height, int width, int down, int across, WindowSide rows, WindowSide columns)
        where T : unmanaged, INumber<T>
    {
        var (places, windows, pixels) = (rows.Count * columns.Count, down * across, height * width);
        var source = new TestPlane<T>(windows * Batch, Extent * places).Fill(TestPlane<T>.Whole);
        var result = new TestPlane<T>(pixels * Batch, Extent);
        fixed (T* s = source.Data, r = result.Data)
        {
            Windows.Sum(s, source.Stride, windows, across, r, result.Stride, pixels, width, Batch, 0, 3, Extent, rows, columns);
            Windows.Sum(s, source.Stride, windows, across, r + (3 * Batch * result.Stride), result.Stride, pixels, width, Batch, 3, pixels - 3, Extent, rows, columns);
        }

        var expected = new double[pixels * Batch, Extent];
        for (var t = 0; t < windows; t++)
        {
            for (var j = 0; j < places; j++)
            {
                if (Place(t, j, height, width, across, rows, columns) is not { } pixel) continue;
                for (var b = 0; b < Batch; b++)
                {
                    for (var i = 0; i < Extent; i++) expected[(pixel * Batch) + b, i] += TestPlane<T>.Whole((t * Batch) + b, (i * places) + j);
                }
            }
        }

        result.Check((row, u) => expected[row, u]);
    }

    /// <summary>The pixel in the j-th place of a window; null beyond the edges.</summary>
    private static int? Place(int window, int j, int height, int width, int across, WindowSide rows, WindowSide columns)
    {
        var row = (window / across * rows.Stride) + rows.First + (j / columns.Count);
        var column = (window % across * columns.Stride) + columns.First + (j % columns.Count);
        return row >= 0 && row < height && column >= 0 && column < width ? (row * width) + column : null;
    }
}
