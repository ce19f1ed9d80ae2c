using System.Numerics;

namespace RnnGen.Numerics.Tests;

/// <summary>Copies of columns, with everything around them unchanged.</summary>
public sealed unsafe class ColumnsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(33)]
    public void Copy_takes_its_columns_and_no_others(int extent)
    {
        Check<float>(extent);
        Check<double>(extent);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    public void Copy_by_steps_takes_its_columns_and_no_others(int sourceStep, int destinationStep)
    {
        CheckSteps<float>(sourceStep, destinationStep);
        CheckSteps<double>(sourceStep, destinationStep);
    }

    private static void CheckSteps<T>(int sourceStep, int destinationStep)
        where T : unmanaged, INumber<T>
    {
        const int Rows = 4, Extent = 6;
        var source = new TestPlane<T>(Rows, 20).Fill(TestPlane<T>.Whole);
        var destination = new TestPlane<T>(Rows, 20).Fill((_, _) => 99);
        fixed (T* s = source.Data, d = destination.Data)
            Columns.Copy(s + 1, source.Stride, sourceStep, d + 2, destination.Stride, destinationStep, Rows - 1, Extent);
        destination.Check((row, u) => row < Rows - 1 && u >= 2 && (u - 2) % destinationStep == 0 && (u - 2) / destinationStep < Extent
            ? TestPlane<T>.Whole(row, 1 + ((u - 2) / destinationStep * sourceStep))
            : 99);
    }

    private static void Check<T>(int extent)
        where T : unmanaged, INumber<T>
    {
        const int Rows = 5;
        var source = new TestPlane<T>(Rows, extent + 3).Fill(TestPlane<T>.Whole);
        var destination = new TestPlane<T>(Rows, extent + 20).Fill((_, _) => 99);
        fixed (T* s = source.Data, d = destination.Data)
            Columns.Copy(s + 3, source.Stride, d + 7, destination.Stride, Rows - 1, extent);
        destination.Check((row, u) => row < Rows - 1 && u >= 7 && u < 7 + extent ? TestPlane<T>.Whole(row, u - 7 + 3) : 99);
    }
}
