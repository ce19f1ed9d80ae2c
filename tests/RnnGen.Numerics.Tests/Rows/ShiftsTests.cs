using System.Numerics;

namespace RnnGen.Numerics.Tests;

/// <summary>Shifts against their definition, chunk by chunk.</summary>
public sealed unsafe class ShiftsTests
{
    private const int Batch = 3;
    private const int TotalSteps = 7;
    private const int Extent = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(-2)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Copy_takes_the_rows_of_other_steps_and_zeros_beyond_the_ends(int shift)
    {
        Check<float>(shift);
        Check<double>(shift);
    }

    private static void Check<T>(int shift)
        where T : unmanaged, INumber<T>
    {
        var source = new TestPlane<T>(TotalSteps * Batch, Extent).Fill(TestPlane<T>.Whole);
        var result = new TestPlane<T>(TotalSteps * Batch, Extent);
        fixed (T* s = source.Data, r = result.Data)
        {
            Shifts.Copy(s, r, Batch, TotalSteps, 0, 4, shift, Extent, source.Stride);
            Shifts.Copy(s, r + (4 * Batch * result.Stride), Batch, TotalSteps, 4, TotalSteps - 4, shift, Extent, source.Stride);
        }

        result.Check((row, u) =>
        {
            var from = (row / Batch) - (long)shift;
            return from is >= 0 and < TotalSteps ? TestPlane<T>.Whole((int)(from * Batch) + (row % Batch), u) : 0;
        });
    }
}
