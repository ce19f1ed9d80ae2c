using System.Runtime.InteropServices;
using System.Text.Json;

namespace RnnGen.Numerics.Tests;

/// <summary>Exact values at 4031 arguments from −100 to 100, computed by libtorch in double precision.</summary>
public sealed unsafe class FixtureTests
{
    private static readonly string _path = Path.Combine(AppContext.BaseDirectory, "Fixtures", "activations.safetensors");

    public static TheoryData<string> Bodies => BodyData.Available;

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Float_functions_are_within_4_ulp(string body)
    {
        var b = BodyData.Get(body);
        var x = Read<float>("in.x");
        Check(b.Tanh, x, Read<double>("f64.tanh"));
        Check(b.Sigmoid, x, Read<double>("f64.sigmoid"));
    }

    // Each side is within one unit of e^x or tanh x, and rounds a sum and a quotient: 2·(1 + ½ + ½) units of 2⁻⁵².
    [Fact]
    public void Double_functions_are_within_4_units_of_the_last_place()
    {
        var x = Read<float>("in.x");
        var tanh = Read<double>("f64.tanh");
        var sigmoid = Read<double>("f64.sigmoid");
        for (var i = 0; i < x.Length; i++)
        {
            Assert.InRange(VectorMath.Tanh((double)x[i]), tanh[i] - Tolerance(tanh[i]), tanh[i] + Tolerance(tanh[i]));
            Assert.InRange(VectorMath.Sigmoid((double)x[i]), sigmoid[i] - Tolerance(sigmoid[i]), sigmoid[i] + Tolerance(sigmoid[i]));
        }
    }

    [Fact]
    public void Double_sigmoid_is_stable_at_both_ends()
    {
        Assert.Equal(0d, VectorMath.Sigmoid(double.NegativeInfinity));
        Assert.Equal(1d, VectorMath.Sigmoid(double.PositiveInfinity));
        Assert.Equal(double.NaN, VectorMath.Sigmoid(double.NaN));
        Assert.Equal(Math.Exp(-740d), VectorMath.Sigmoid(-740d));
        Assert.Equal(1d, VectorMath.Sigmoid(1e300));
    }

    private static double Tolerance(double value) => 4 * Math.Abs(value) * Math.ScaleB(1, -52);

    private static void Check(Map map, float[] x, double[] exact)
    {
        var padded = new float[(x.Length + 15) / 16 * 16];
        x.CopyTo(padded, 0);
        var y = Body.Apply(map, padded);
        for (var i = 0; i < x.Length; i++)
            Assert.True(Ulp.Error(exact[i], y[i]) <= Ulp.Bound, $"{x[i]:G9} -> {y[i]:G9} instead of {exact[i]:G17}");
    }

    private static T[] Read<T>(string name)
        where T : unmanaged
    {
        var file = File.ReadAllBytes(_path);
        var headerLength = (int)BitConverter.ToInt64(file);
        using var header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        var offsets = header.RootElement.GetProperty(name).GetProperty("data_offsets");
        var (begin, end) = (offsets[0].GetInt32(), offsets[1].GetInt32());
        return MemoryMarshal.Cast<byte, T>(file.AsSpan(8 + headerLength + begin, end - begin)).ToArray();
    }
}
