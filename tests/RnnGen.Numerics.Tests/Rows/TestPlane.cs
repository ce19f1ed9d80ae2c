using System.Numerics;

namespace RnnGen.Numerics.Tests;

/// <summary>A plane whose padding is NaN, to find out whether it is read or written.</summary>
/// <typeparam name="T">Element type.</typeparam>
public sealed class TestPlane<T>(int rows, int extent)
    where T : unmanaged, INumber<T>
{
    public int Stride { get; } = ((extent + 15) / 16 * 16) + 16;

    public T[] Data { get; } = [.. Enumerable.Repeat(T.CreateChecked(double.NaN), rows * (((extent + 15) / 16 * 16) + 16))];

    public double this[int row, int u] => double.CreateChecked(Data[(row * Stride) + u]);

    /// <summary>Small whole numbers, so that sums of their products are exact in any order, also in float.</summary>
    public static double Whole(int row, int u) => (((row * 29) + (u * 17) + (row * u)) % 13) - 6;

    public TestPlane<T> Fill(Func<int, int, double> value)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var u = 0; u < extent; u++)
                Data[(row * Stride) + u] = T.CreateChecked(value(row, u));
        }

        return this;
    }

    /// <summary>Every element is as expected, and the padding is still NaN.</summary>
    public void Check(Func<int, int, double> expected)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var u = 0; u < Stride; u++)
            {
                var value = u < extent ? expected(row, u) : double.NaN;
                Assert.True(value.Equals(this[row, u]), $"[{row}, {u}] is {this[row, u]} instead of {value}");
            }
        }
    }
}
