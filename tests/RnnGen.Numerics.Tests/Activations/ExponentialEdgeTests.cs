namespace RnnGen.Numerics.Tests;

/// <summary>Limits, signs and NaN of exp, log and softplus.</summary>
public sealed unsafe class ExponentialEdgeTests
{
    public static TheoryData<string> Bodies => BodyData.Available;

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Exp_ends_in_0_and_infinity(string body)
    {
        Map exp = BodyData.Get(body).Exp;
        foreach (var x in (float[])[-87.33655f, -88f, -104f, -1e30f, float.MinValue, float.NegativeInfinity])
            Assert.Equal(0f, One(exp, x));
        foreach (var x in (float[])[88.72284f, 88.9f, 89f, 100f, 1e30f, float.MaxValue, float.PositiveInfinity])
            Assert.Equal(float.PositiveInfinity, One(exp, x));
        foreach (var x in (float[])[0f, -0f, float.Epsilon, -float.Epsilon])
            Assert.Equal(1f, One(exp, x));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Log_is_defined_from_0_on(string body)
    {
        Map log = BodyData.Get(body).Log;
        Assert.Equal(float.NegativeInfinity, One(log, 0f));
        Assert.Equal(float.NegativeInfinity, One(log, -0f));
        foreach (var x in (float[])[-float.Epsilon, -1e-38f, -1f, -1e30f, float.MinValue, float.NegativeInfinity])
            Assert.Equal(float.NaN, One(log, x));
        Assert.Equal(float.PositiveInfinity, One(log, float.PositiveInfinity));
        Assert.Equal(0u, BitConverter.SingleToUInt32Bits(One(log, 1f)));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Softplus_is_0_far_below_and_the_argument_far_above(string body)
    {
        Map softplus = BodyData.Get(body).Softplus;
        foreach (var x in (float[])[18f, 88f, 89f, 1e5f, 1e30f, float.MaxValue, float.PositiveInfinity])
            Assert.Equal(x, One(softplus, x));
        foreach (var x in (float[])[-88f, -104f, -1e30f, float.MinValue, float.NegativeInfinity])
            Assert.Equal(0f, One(softplus, x));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void NaN_passes_through(string body)
    {
        var b = BodyData.Get(body);
        foreach (var bits in (uint[])[0x7FC00000, 0xFFC00000, 0x7FFFFFFF, 0xFFC12345])
        {
            var nan = BitConverter.UInt32BitsToSingle(bits);
            foreach (var map in (Map[])[b.Exp, b.Log, b.Softplus, b.Sqrt, b.Abs])
                Assert.True(float.IsNaN(One(map, nan)));
        }
    }

    // log(1 + e) with e right to one unit: its own two roundings and those of the sum make 4 units of 2⁻⁵².
    [Fact]
    public void Double_softplus_is_stable_at_both_ends()
    {
        foreach (var x in (double[])[-700, -40, -37, -36, -20])
        {
            // log(1 + e) = e − e²/2 + e³/3 − …, of which the fourth term is beyond the last place here.
            var e = Math.Exp(x);
            var expected = e - (e * e / 2) + (e * e * e / 3);
            Assert.InRange(VectorMath.Softplus(x), expected * (1 - Math.ScaleB(1, -50)), expected * (1 + Math.ScaleB(1, -50)));
        }

        Assert.Equal(Math.Log(2), VectorMath.Softplus(0d), Math.ScaleB(1, -52));
        Assert.Equal(1e300, VectorMath.Softplus(1e300));
        Assert.Equal(0d, VectorMath.Softplus(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, VectorMath.Softplus(double.PositiveInfinity));
        Assert.Equal(double.NaN, VectorMath.Softplus(double.NaN));
        Assert.Equal(Math.E, VectorMath.Exp(1d), Math.ScaleB(1, -51));
        Assert.Equal(double.NegativeInfinity, VectorMath.Log(0d));
    }

    private static float One(Map map, float x) => Body.Apply(map, [.. Enumerable.Repeat(x, 16)]).Distinct().Single();
}
