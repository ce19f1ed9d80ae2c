using System.Numerics;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics.Tests;

/// <summary>Sums and maxima of rows against their definition, with NaN in the padding and at the edge of accessible memory.</summary>
public sealed unsafe class RowMathTests
{
    private const int Rows = 7;

    private delegate void Reduce<T>(T* x, T* y, int rows, int extent, int xStride, int yStride)
        where T : unmanaged;

    [Theory]
    [MemberData(nameof(RowCases.All), MemberType = typeof(RowCases))]
    public void Sum_adds_the_elements_of_each_row(string body, int extent)
    {
        if (body == "double") Check<double>(RowMath.Sum, extent, TestPlane<double>.Whole, row => row.Sum());
        else Check(Sum(body), extent, TestPlane<float>.Whole, row => row.Sum());
    }

    // Negative numbers alone: a zero from the padding would win.
    [Theory]
    [MemberData(nameof(RowCases.All), MemberType = typeof(RowCases))]
    public void Max_is_the_largest_element_of_each_row(string body, int extent)
    {
        static double Negative(int row, int u) => TestPlane<double>.Whole(row, u) - 100;
        if (body == "double") Check<double>(RowMath.Max, extent, Negative, row => row.Max());
        else Check(Max(body, extent), extent, Negative, row => row.Max());
    }

    [Theory]
    [MemberData(nameof(RowCases.All), MemberType = typeof(RowCases))]
    public void Max_is_NaN_where_an_element_is(string body, int extent)
    {
        for (var nan = 0; nan < extent; nan++)
        {
            double Value(int row, int u) => u == nan && row % 2 == 0 ? double.NaN : u;
            double Expected(int row, int u) => row % 2 == 0 ? double.NaN : extent - 1;
            if (body == "double") Check<double>(RowMath.Max, extent, Value, Expected);
            else Check(Max(body, extent), extent, Value, Expected);
        }
    }

    [Theory]
    [MemberData(nameof(RowCases.Floats), MemberType = typeof(RowCases))]
    public void Nothing_beyond_the_row_is_read(string body, int extent)
    {
        using var memory = new GuardedMemory();
        var x = memory.End - extent;
        for (var u = 0; u < extent; u++) x[u] = u;
        float y;
        Sum(body)(x, &y, 1, extent, 0, 0);
        Assert.Equal(extent * (extent - 1) / 2, y);
        Max(body, extent)(x, &y, 1, extent, 0, 0);
        Assert.Equal(extent - 1, y);
    }

    // Numbers of very different size: any other order would give other bits.
    [Fact]
    public void Sum_adds_lane_by_lane_and_then_the_lanes_in_halves()
    {
        const int Extent = 71;
        var lanes = BodyData.All.First(entry => entry.Available).Body.Lanes;
        var random = new Random(3);
        float[] x = [.. Enumerable.Range(0, Extent).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 6))))];
        var partial = new float[lanes];
        for (var u = 0; u < Extent; u++) partial[u % lanes] += x[u];
        for (var width = lanes / 2; width >= 4; width /= 2)
        {
            for (var lane = 0; lane < width; lane++) partial[lane] += partial[lane + width];
        }

        var expected = lanes == 1 ? partial[0] : (partial[0] + partial[1]) + (partial[2] + partial[3]);
        float y;
        fixed (float* p = x)
            RowMath.Sum(p, &y, 1, Extent, 0, 0);
        Assert.Equal(expected, y);
    }

    private static void Check<T>(Reduce<T> reduce, int extent, Func<int, int, double> value, Func<IEnumerable<double>, double> expected)
        where T : unmanaged, INumber<T> =>
        Check(reduce, extent, value, (row, _) => expected(Enumerable.Range(0, extent).Select(u => value(row, u))));

    private static void Check<T>(Reduce<T> reduce, int extent, Func<int, int, double> value, Func<int, int, double> expected)
        where T : unmanaged, INumber<T>
    {
        var plane = new TestPlane<T>(Rows, extent).Fill(value);
        var result = new TestPlane<T>(Rows, 1);
        fixed (T* x = plane.Data, y = result.Data)
            reduce(x, y, Rows, extent, plane.Stride, result.Stride);
        result.Check(expected);
    }

    private static Reduce<float> Sum(string body) => body switch
    {
        "512" => RowMath.Sum<float, Vector512<float>, Lanes512>,
        "256" => RowMath.Sum<float, Vector256<float>, Lanes256>,
        "128" => RowMath.Sum<float, Vector128<float>, Lanes128>,
        "scalar" => RowMath.Sum<float, float, ScalarLanes<float>>,
        _ => RowMath.Sum,
    };

    // A row shorter than the vector is for dispatch to give to a narrower one.
    private static Reduce<float> Max(string body, int extent) => body switch
    {
        "512" when extent >= 16 => RowMath.Max<float, Vector512<float>, Lanes512>,
        "256" when extent >= 8 => RowMath.Max<float, Vector256<float>, Lanes256>,
        "128" when extent >= 4 => RowMath.Max<float, Vector128<float>, Lanes128>,
        "scalar" => RowMath.Max<float, float, ScalarLanes<float>>,
        _ => RowMath.Max,
    };
}
