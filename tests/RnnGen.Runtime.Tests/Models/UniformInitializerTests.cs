namespace RnnGen.Runtime.Tests.Models;

public class UniformInitializerTests
{
    public static TheoryData<Initializer, double> Bounds => new()
    {
        { new Initializer.Uniform(0.05), 0.05 },
        { new Initializer.UniformInverseSqrt(16), 0.25 },
        { new Initializer.GlorotUniform(10, 14), 0.5 },
        { new Initializer.HeUniform(24), 0.5 },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Values_fill_the_interval_evenly(Initializer initializer, double bound)
    {
        var values = Drawn.Values(initializer, 7, 200, 100);
        Assert.All(values, value => Assert.InRange(value, -bound, bound));
        Assert.InRange(values.Max(), 0.99 * bound, bound);
        Assert.InRange(values.Min(), -bound, -0.99 * bound);
        Drawn.AssertMoments(values, 0, bound * bound / 3, kurtosis: 9.0 / 5);
    }

    [Fact]
    public void Large_fans_do_not_overflow()
    {
        // √(6 / 2³²)
        var values = Drawn.Values(new Initializer.GlorotUniform(int.MaxValue, int.MaxValue), 1, 9);
        Assert.All(values, value => Assert.InRange(Math.Abs(value), 1e-9, 3.8e-5));
    }

    [Fact]
    public void Wrong_numbers_are_refused()
    {
        foreach (var bound in (double[])[-0.1, double.NaN, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>("Bound", () => new Initializer.Uniform(bound));
        }

        Assert.Throws<ArgumentOutOfRangeException>("Fan", () => new Initializer.UniformInverseSqrt(0));
        Assert.Throws<ArgumentOutOfRangeException>("FanIn", () => new Initializer.GlorotUniform(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("FanOut", () => new Initializer.GlorotUniform(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>("FanIn", () => new Initializer.HeUniform(0));
    }
}
