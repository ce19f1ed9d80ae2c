using System.Numerics;

namespace RnnGen.Numerics.Tests;

/// <summary>The code of positions: known values, and the same row for every sample.</summary>
public sealed unsafe class WavesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(17)]
    public void Fill_writes_sines_and_cosines_of_the_step(int extent)
    {
        Check<float>(extent);
        Check<double>(extent);
    }

    private static void Check<T>(int extent)
        where T : unmanaged, INumber<T>
    {
        const int Batch = 3, First = 2, Steps = 4;
        var plane = new TestPlane<T>(Steps * Batch, extent);
        fixed (T* p = plane.Data) Waves.Fill(p, Batch, First, Steps, extent, plane.Stride);
        plane.Check((row, u) =>
        {
            var angle = (First + (row / Batch)) * Math.Pow(10_000, -(u - (u % 2)) / (double)extent);

            // In double, three roundings (power, quotient, function) of an angle below 8; in single, that of a value up to 1.
            var wanted = u % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
            var actual = plane[row, u];
            return Math.Abs(actual - wanted) <= (typeof(T) == typeof(float) ? Math.ScaleB(1, -24) : Math.ScaleB(1, -48)) ? actual : wanted;
        });
    }
}
