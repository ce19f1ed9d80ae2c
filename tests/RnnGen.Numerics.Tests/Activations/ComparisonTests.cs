namespace RnnGen.Numerics.Tests;

/// <summary>|x|, the sign, the larger and the smaller of two, comparison and choice, over all pairs of special values.</summary>
public sealed unsafe class ComparisonTests
{
    private static readonly float[] _values =
    [
        0f, -0f, 1f, -1f, float.Epsilon, -float.Epsilon, 3.5f, -3.5f, 1e30f, -1e30f,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1e-40f, -1e-40f, 0.1f,
    ];

    public static TheoryData<string> Bodies => BodyData.Available;

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Abs_and_Sign_split_a_number(string body)
    {
        var b = BodyData.Get(body);
        Assert.Equal(_values.Select(x => x < 0 ? -x : x), Body.Apply(b.Abs, _values));
        Assert.Equal(
            [0f, 0f, 1f, -1f, 1f, -1f, 1f, -1f, 1f, -1f, 1f, -1f, 0f, 1f, -1f, 1f],
            Body.Apply(b.Sign, _values));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Flush_takes_what_is_nearly_subnormal_for_zero(string body)
    {
        var smallest = MathF.ScaleB(1, -100);
        float[] kept = [smallest, -smallest, 1f, -1f, float.MaxValue, float.NegativeInfinity, float.NaN, 0f];
        float[] lost = [MathF.BitDecrement(smallest), -MathF.BitDecrement(smallest), 1e-35f, -1e-38f, float.Epsilon, -float.Epsilon, -0f, 0f];
        Assert.Equal([.. kept, .. new float[8]], Body.Apply(BodyData.Get(body).Flush, [.. kept, .. lost]));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Max_Min_and_Greater_compare_lane_by_lane(string body)
    {
        var b = BodyData.Get(body);
        foreach (var other in _values)
        {
            float[] second = [.. Enumerable.Repeat(other, 16)];
            Assert.Equal(_values.Select(x => Either(x, other, x > other)), Body.Apply(b.Max, _values, second));
            Assert.Equal(_values.Select(x => Either(x, other, x < other)), Body.Apply(b.Min, _values, second));
            Assert.Equal(_values.Select(x => x > other ? 1f : 0f), Body.Apply(b.Greater, _values, second));
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Select_feels_nothing_of_what_it_does_not_take(string body)
    {
        float[] taken = [.. Enumerable.Range(1, 16)];
        float[] nan = [.. Enumerable.Repeat(float.NaN, 16)];
        float[] holds = [.. _values.Select(m => m == 0 ? 1f : m)];
        fixed (float* m = holds, none = new float[16], a = taken, b = nan)
        {
            float[] chosen = [.. nan];
            fixed (float* y = chosen)
                BodyData.Get(body).Select(m, a, y, 16);
            Assert.Equal(taken, chosen);

            chosen = [.. taken];
            fixed (float* y = chosen)
                BodyData.Get(body).Select(none, b, y, 16);
            Assert.Equal(taken, chosen);
        }
    }

    [Fact]
    public void Doubles_follow_the_same_rules()
    {
        Assert.Equal(1.5, VectorMath.Abs(-1.5));
        Assert.Equal([-1d, 0d, 1d, 0d], new[] { -3d, 0d, 1e-300, double.NaN }.Select(VectorMath.Sign));
        Assert.Equal(2d, VectorMath.Max(1d, 2d));
        Assert.Equal(1d, VectorMath.Min(1d, 2d));
        Assert.Equal(double.NaN, VectorMath.Max(1d, double.NaN));
        Assert.Equal(double.NaN, VectorMath.Min(double.NaN, 1d));
        Assert.Equal([0d, 0d, 1d], new[] { VectorMath.Greater(1d, 2d), VectorMath.Greater(2d, 2d), VectorMath.Greater(2d, 1d) });
        Assert.Equal(7d, VectorMath.Select(-1d, 7d, double.NaN));
        Assert.Equal(7d, VectorMath.Select(-0d, double.NaN, 7d));
        Assert.Equal(3d, VectorMath.Sqrt(9d));
        var smallest = Math.ScaleB(1, -960);
        Assert.Equal([smallest, -smallest, 0d, 0d, double.NaN], new[] { smallest, -smallest, -smallest / 2, double.Epsilon, double.NaN }.Select(VectorMath.Flush));
    }

    private static float Either(float a, float b, bool first) => float.IsNaN(a) || float.IsNaN(b) ? float.NaN : first ? a : b;
}
