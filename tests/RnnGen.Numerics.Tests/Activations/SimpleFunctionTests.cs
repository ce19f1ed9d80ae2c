using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics.Tests;

/// <summary>ReLU, its derivative, and a·b + c.</summary>
public sealed unsafe class SimpleFunctionTests
{
    private static readonly float[] _arguments =
    [
        0f, -0f, 1f, -1f, float.Epsilon, -float.Epsilon, 3.5f, -3.5f, 1e30f, -1e30f,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1e-40f, -1e-40f, 0.1f,
    ];

    public static TheoryData<string> Bodies => BodyData.Available;

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Relu_is_the_positive_part(string body) =>
        Assert.Equal(
            [0f, 0f, 1f, 0f, float.Epsilon, 0f, 3.5f, 0f, 1e30f, 0f, float.PositiveInfinity, 0f, float.NaN, 1e-40f, 0f, 0.1f],
            Body.Apply(BodyData.Get(body).Relu, _arguments).Select(y => y == 0f ? 0f : y));

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Step_is_1_where_the_argument_is_positive(string body) =>
        Assert.Equal(
            [0f, 0f, 1f, 0f, 1f, 0f, 1f, 0f, 1f, 0f, 1f, 0f, 0f, 1f, 0f, 1f],
            Body.Apply(BodyData.Get(body).Step, _arguments));

    // One rounding or two, as documented. x = −(1 + k·2⁻¹²) with odd k tells them apart: x² ends in the bit 2⁻²⁴, which its own
    // rounding loses and which x² + x has room for.
    [Theory]
    [MemberData(nameof(Bodies))]
    public void MultiplyAdd_rounds_as_documented(string body)
    {
        float[] x = [.. Enumerable.Range(0, 16).Select(i => -1f - MathF.ScaleB((2 * i) + 1, -12))];
        var fused = x.Select(v => (float)(((double)v * v) + v)).ToArray();
        var separate = x.Select(v => (float)((double)(float)((double)v * v) + v)).ToArray();
        Assert.All(fused.Zip(separate), pair => Assert.NotEqual(pair.First, pair.Second));
        var hasFused = body is "512" or "256" or "128 fused"
            || (body == "128" && (AdvSimd.IsSupported || Fma.IsSupported));
        Assert.Equal(hasFused ? fused : separate, Body.Apply(BodyData.Get(body).SquarePlus, x));
    }

    [Fact]
    public void Doubles_follow_the_same_rules()
    {
        Assert.Equal(0d, VectorMath.Relu(-2d));
        Assert.Equal(2d, VectorMath.Relu(2d));
        Assert.Equal(double.NaN, VectorMath.Relu(double.NaN));
        Assert.Equal(1d, VectorMath.Step(double.Epsilon));
        Assert.Equal(0d, VectorMath.Step(0d));
        Assert.Equal(0d, VectorMath.Step(double.NaN));
        Assert.Equal(7d, VectorMath.MultiplyAdd(2d, 3d, 1d));
    }
}
