using Xunit.Abstractions;

namespace RnnGen.Numerics.Tests;

/// <summary>The bounds that <see cref="FastMath"/> states, its limits, signs and NaN.</summary>
public sealed unsafe class FastTests(ITestOutputHelper output)
{
    // By contract of FastMath.
    private const double TanhBound = 2e-6, SigmoidBound = 1e-6;

    public static TheoryData<string> Bodies => BodyData.Available;

    // Below the normal numbers the quotient is rounded to a multiple of the smallest float.
    [Theory]
    [MemberData(nameof(Bodies))]
    public void Tanh_is_within_its_bound_of_itself(string body) => Check(
        BodyData.Get(body).FastTanh,
        Math.Tanh,
        (exact, y) => Math.Abs(y - exact) <= (TanhBound * Math.Abs(exact)) + float.Epsilon && Math.Abs(y) < 1);

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Sigmoid_is_within_its_bound(string body) => Check(
        BodyData.Get(body).FastSigmoid,
        x => 1 / (1 + Math.Exp(-x)),
        (exact, y) => Math.Abs(y - exact) <= SigmoidBound && y is > 0 and < 1);

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Tanh_is_odd(string body)
    {
        Map tanh = BodyData.Get(body).FastTanh;
        FloatSamples.ForEachBlock(x => SameBits.Assert(Array.ConvertAll(Body.Apply(tanh, x), y => -y), Body.Apply(tanh, Array.ConvertAll(x, v => -v)), x));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Zero_gives_0_and_one_half(string body)
    {
        var zeros = new float[16];
        Assert.Equal(zeros, Body.Apply(BodyData.Get(body).FastTanh, zeros));
        Assert.All(Body.Apply(BodyData.Get(body).FastSigmoid, zeros), y => Assert.Equal(0.5f, y));
    }

    // The scalar body and the unfused one do the same operations in the same order; so do the fused ones, and 128 bits are fused where 256 are.
    [Fact]
    public void Bodies_that_round_alike_have_the_same_bits()
    {
        Body[] fused = [.. BodyData.All.Where(b => InstructionSets.HasVector256 && b.Available && b.Name is "512" or "256" or "128" or "128 fused").Select(b => b.Body)];
        Body[] unfused = [.. BodyData.All.Where(b => b.Available && b.Name is "128 unfused" or "scalar").Select(b => b.Body)];
        FloatSamples.ForEachBlock(x =>
        {
            var numbers = Array.ConvertAll(x, v => float.IsNaN(v) ? 0f : v);
            foreach (var group in (Body[][])[fused, unfused])
            {
                foreach (var other in group.Skip(1))
                {
                    SameBits.Assert(Body.Apply(group[0].Tanh, numbers), Body.Apply(other.Tanh, numbers), numbers);
                    SameBits.Assert(Body.Apply(group[0].Sigmoid, numbers), Body.Apply(other.Sigmoid, numbers), numbers);
                    SameBits.Assert(Body.Apply(group[0].FastTanh, numbers), Body.Apply(other.FastTanh, numbers), numbers);
                    SameBits.Assert(Body.Apply(group[0].FastSigmoid, numbers), Body.Apply(other.FastSigmoid, numbers), numbers);
                }
            }
        });
    }

    private void Check(Map map, Func<double, double> function, Func<double, float, bool> holds)
    {
        double largest = 0;
        FloatSamples.ForEachBlock(x =>
        {
            var y = Body.Apply(map, x);
            for (var i = 0; i < x.Length; i++)
            {
                if (float.IsNaN(x[i]))
                {
                    Assert.True(float.IsNaN(y[i]));
                    continue;
                }

                var exact = function(x[i]);
                if (!holds(exact, y[i])) Assert.Fail($"{x[i]:G9} -> {y[i]:G9} instead of {exact:G17}");
                largest = Math.Max(largest, Math.Abs(y[i] - exact));
            }
        });
        output.WriteLine($"at most {largest:E2}, absolute");
    }
}
