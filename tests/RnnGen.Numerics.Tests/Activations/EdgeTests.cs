namespace RnnGen.Numerics.Tests;

/// <summary>Limits, signs, NaN, and independence of lanes.</summary>
public sealed unsafe class EdgeTests
{
    public static TheoryData<string> Bodies => BodyData.Available;

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Saturation_is_exact(string body)
    {
        var b = BodyData.Get(body);
        foreach (var x in (float[])[9.2f, 10f, 88f, 1e5f, 1e30f, float.MaxValue, float.PositiveInfinity])
        {
            Assert.Equal(1f, One(b.Tanh, x));
            Assert.Equal(-1f, One(b.Tanh, -x));
        }

        foreach (var x in (float[])[18f, 88f, 104f, 1e5f, float.MaxValue, float.PositiveInfinity])
            Assert.Equal(1f, One(b.Sigmoid, x));
        foreach (var x in (float[])[-89f, -104f, -1e5f, float.MinValue, float.NegativeInfinity])
            Assert.Equal(0f, One(b.Sigmoid, x));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void NaN_passes_through(string body)
    {
        var b = BodyData.Get(body);
        foreach (var bits in (uint[])[0x7FC00000, 0xFFC00000, 0x7FFFFFFF, 0xFFC12345])
        {
            var nan = BitConverter.UInt32BitsToSingle(bits);
            Assert.True(float.IsNaN(One(b.Tanh, nan)));
            Assert.True(float.IsNaN(One(b.Sigmoid, nan)));
            Assert.True(float.IsNaN(One(b.Relu, nan)));
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Tanh_is_odd_and_never_beyond_1(string body)
    {
        var b = BodyData.Get(body);
        FloatSamples.ForEachBlock(x =>
        {
            var y = Body.Apply(b.Tanh, x);
            var mirrored = Body.Apply(b.Tanh, Array.ConvertAll(x, v => -v));
            for (var i = 0; i < x.Length; i++)
            {
                var isRight = float.IsNaN(x[i]) || (Bits(-y[i]) == Bits(mirrored[i]) && Math.Abs(y[i]) <= 1f);
                if (!isRight)
                    Assert.Fail($"{x[i]:G9} -> {y[i]:G9}, and with the sign turned {mirrored[i]:G9}");
            }
        });
    }

    // tanh x = x − x³/3 …: below 2⁻²⁵ also (e^2x − 1)/2 = x + x² is x to the last bit.
    [Theory]
    [MemberData(nameof(Bodies))]
    public void Tanh_of_a_tiny_argument_is_the_argument(string body)
    {
        var b = BodyData.Get(body);
        var top = BitConverter.SingleToUInt32Bits(MathF.ScaleB(1f, -25));
        for (uint bits = 0; bits + (16 * 10007) <= top; bits += 16 * 10007)
        {
            var x = Enumerable.Range(0, 16).Select(i => BitConverter.UInt32BitsToSingle(bits + (uint)(i * 10007)));
            float[] signed = [.. x.Select((v, i) => i % 2 == 0 ? v : -v)];
            Assert.Equal(signed.Select(Bits), Body.Apply(b.Tanh, signed).Select(Bits));
        }

        Assert.Equal(Bits(-0f), Bits(One(b.Tanh, -0f)));
        Assert.Equal(Bits(0f), Bits(One(b.Tanh, 0f)));
        Assert.Equal(float.Epsilon, One(b.Tanh, float.Epsilon));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Sigmoid_of_zero_is_one_half(string body)
    {
        Assert.Equal(0.5f, One(BodyData.Get(body).Sigmoid, 0f));
        Assert.Equal(0.5f, One(BodyData.Get(body).Sigmoid, -0f));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_lane_does_not_see_the_others(string body)
    {
        var b = BodyData.Get(body);
        float[] x =
        [
            0.3f, -1.7f, float.NaN, 5f, -0f, 1e-40f, 88f, -88f, float.PositiveInfinity, 0.01f, -9f, 2f, float.NegativeInfinity, 1f, -30f, 12f,
        ];
        foreach (var map in (Map[])[b.Tanh, b.Sigmoid, b.Relu, b.Step, b.SquarePlus, b.Exp, b.Log, b.Softplus, b.Sqrt, b.Abs, b.Sign])
        {
            var expected = Body.Apply(map, x);
            for (var shift = 1; shift < x.Length; shift++)
            {
                var rotated = Body.Apply(map, [.. x[shift..], .. x[..shift]]);
                Assert.Equal([.. expected[shift..], .. expected[..shift]], rotated);
            }
        }
    }

    // The scalar body and the unfused one do the same operations in the same order.
    [Fact]
    public void Scalar_functions_have_the_bits_of_the_unfused_vectors()
    {
        foreach (var (_, _, body) in BodyData.All.Where(entry => entry.Name == "128 unfused"))
        {
            FloatSamples.ForEachBlock(x =>
            {
                var numbers = Array.ConvertAll(x, v => float.IsNaN(v) ? 0f : v);
                SameBits.Assert(Body.Apply(new ScalarBody().Tanh, numbers), Body.Apply(body.Tanh, numbers), numbers);
                SameBits.Assert(Body.Apply(new ScalarBody().Sigmoid, numbers), Body.Apply(body.Sigmoid, numbers), numbers);
                SameBits.Assert(Body.Apply(new ScalarBody().Exp, numbers), Body.Apply(body.Exp, numbers), numbers);
                SameBits.Assert(Body.Apply(new ScalarBody().Log, numbers), Body.Apply(body.Log, numbers), numbers);
                SameBits.Assert(Body.Apply(new ScalarBody().Softplus, numbers), Body.Apply(body.Softplus, numbers), numbers);
            });
        }
    }

    private static float One(Map map, float x) => Body.Apply(map, [.. Enumerable.Repeat(x, 16)]).Distinct().Single();

    private static uint Bits(float x) => BitConverter.SingleToUInt32Bits(x);
}
