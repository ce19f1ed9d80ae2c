using System.Numerics;

namespace RnnGen.Numerics.Tests;

/// <summary>Repeated rows and columns, and their sums, against their definitions.</summary>
public sealed unsafe class RepetitionsTests
{
    private const int Rows = 3;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(5, 4)]
    [InlineData(17, 3)]
    [InlineData(33, 2)]
    public void A_row_is_repeated_as_a_whole_or_column_by_column(int extent, int times)
    {
        CheckRepeated<float>(extent, times);
        CheckRepeated<double>(extent, times);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(5, 4)]
    [InlineData(17, 3)]
    [InlineData(33, 2)]
    public void What_is_repeated_is_summed(int extent, int times)
    {
        var (floats, doubles) = (new TestPlane<float>(Rows, extent * times).Fill(TestPlane<float>.Whole), new TestPlane<double>(Rows, extent * times).Fill(TestPlane<double>.Whole));
        var (tiles, runs) = (new TestPlane<float>(Rows, extent), new TestPlane<float>(Rows, times));
        var (doubleTiles, doubleRuns) = (new TestPlane<double>(Rows, extent), new TestPlane<double>(Rows, times));
        fixed (float* x = floats.Data, t = tiles.Data, r = runs.Data)
        {
            Repetitions.SumTiles(x, floats.Stride, extent * times, t, tiles.Stride, extent, Rows);
            Repetitions.SumRuns(x, floats.Stride, extent * times, r, runs.Stride, times, Rows);
        }

        fixed (double* x = doubles.Data, t = doubleTiles.Data, r = doubleRuns.Data)
        {
            Repetitions.SumTiles(x, doubles.Stride, extent * times, t, doubleTiles.Stride, extent, Rows);
            Repetitions.SumRuns(x, doubles.Stride, extent * times, r, doubleRuns.Stride, times, Rows);
        }

        double Tile(int row, int i) => Enumerable.Range(0, times).Sum(j => TestPlane<float>.Whole(row, (j * extent) + i));
        double Run(int row, int j) => Enumerable.Range(0, extent).Sum(i => TestPlane<float>.Whole(row, (j * extent) + i));
        tiles.Check(Tile);
        runs.Check(Run);
        doubleTiles.Check(Tile);
        doubleRuns.Check(Run);
    }

    private static void CheckRepeated<T>(int extent, int times)
        where T : unmanaged, INumber<T>
    {
        var x = new TestPlane<T>(Rows, extent).Fill(TestPlane<T>.Whole);
        var (tiled, stretched) = (new TestPlane<T>(Rows, extent * times), new TestPlane<T>(Rows, extent * times));
        fixed (T* source = x.Data, t = tiled.Data, s = stretched.Data)
        {
            Repetitions.Tile(source, x.Stride, extent, t, tiled.Stride, extent * times, Rows);
            Repetitions.Stretch(source, x.Stride, extent, s, stretched.Stride, extent * times, Rows);
        }

        tiled.Check((row, u) => TestPlane<T>.Whole(row, u % extent));
        stretched.Check((row, u) => TestPlane<T>.Whole(row, u / times));
    }
}
