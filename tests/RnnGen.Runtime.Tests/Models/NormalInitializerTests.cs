namespace RnnGen.Runtime.Tests.Models;

public class NormalInitializerTests
{
    /// <summary>
    /// E z² and E z⁴ of a standard normal variable cut off at ±2: 1 − 4φ(2)/P and 3·E z² − 16φ(2)/P, where P = 2Φ(2) − 1.
    /// </summary>
    private const double
        CutSquare = 1 - (4 * 0.0539909665131881 / 0.954499736103642),
        CutFourth = (3 * CutSquare) - (16 * 0.0539909665131881 / 0.954499736103642);

    public static TheoryData<Initializer, double> Deviations => new()
    {
        { new Initializer.Normal(0, 0.02), 0.02 },
        { new Initializer.GlorotNormal(3, 5), 0.5 },
        { new Initializer.HeNormal(8), 0.5 },
    };

    [Theory]
    [MemberData(nameof(Deviations))]
    public void Values_are_normal(Initializer initializer, double deviation)
    {
        var values = Drawn.Values(initializer, 11, 200, 200);
        Drawn.AssertMoments(values, 0, deviation * deviation, kurtosis: 3);

        // The share below each bound is that of the distribution, within five standard deviations √(p(1 − p)/n).
        (double Bound, double Share)[] shares = [(-2, 0.0227501319), (-1, 0.1586552539), (0, 0.5), (1, 0.8413447461), (3, 0.9986501020)];
        foreach (var (bound, share) in shares)
        {
            var error = 5 * Math.Sqrt(share * (1 - share) / values.Length);
            Assert.InRange(values.Count(value => value < bound * deviation) / (double)values.Length, share - error, share + error);
        }
    }

    [Fact]
    public void Normal_has_its_mean() => Drawn.AssertMoments(Drawn.Values(new Initializer.Normal(3, 0.5), 5, 40_000), 3, 0.25, kurtosis: 3);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Truncated_values_end_at_two_deviations_and_keep_the_variance(bool glorot)
    {
        Initializer initializer =
            glorot ? new Initializer.GlorotNormal(3, 5, Truncated: true) : new Initializer.HeNormal(8, Truncated: true);
        var values = Drawn.Values(initializer, 11, 200, 200);
        var bound = 2 * 0.5 / Math.Sqrt(CutSquare);
        Assert.InRange(values.Max(), 0.99 * bound, bound);
        Assert.InRange(values.Min(), -bound, -0.99 * bound);
        Drawn.AssertMoments(values, 0, 0.25, CutFourth / (CutSquare * CutSquare));
    }

    [Fact]
    public void Bits_are_those_of_an_independent_implementation()
    {
        ulong[] expected = [0xbff2d8d448f6a257, 0xbff186018574f47d, 0x3fe0d3d70c9ba876, 0xbff0349ccba5c9b2];
        Assert.Equal(expected, Drawn.Values(new Initializer.Normal(0, 1), 2024, 2, 2).Select(BitConverter.DoubleToUInt64Bits));
    }

    [Fact]
    public void The_logarithm_is_good_to_the_last_bits()
    {
        // In u = 2⁻⁵³ of the result. The exponent's term has an error of 2 of its own, and cancels to half of it at worst: 4. The
        // series has one of 4 (two of z, sum, product), and is at most as large as the result. 1 for the last addition, 2 for
        // the platform's logarithm: 11 in all.
        const double U = 1.0 / (1L << 53);
        var random = new CounterRandom(3, 0);
        for (var i = 0; i < 100_000; i++)
        {
            var x = Math.ScaleB(1 + random.Unit(2 * i), -random.Below(110, (2 * i) + 1));
            var expected = Math.Log(x);
            Assert.InRange(NormalSequence.Log(x) - expected, -11 * U * Math.Abs(expected), 11 * U * Math.Abs(expected));
        }

        Assert.Equal(0, NormalSequence.Log(1));
    }

    [Fact]
    public void Wrong_numbers_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Mean", () => new Initializer.Normal(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>("Deviation", () => new Initializer.Normal(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>("FanIn", () => new Initializer.GlorotNormal(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("FanOut", () => new Initializer.GlorotNormal(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("FanIn", () => new Initializer.HeNormal(-1));
    }
}
