namespace RnnGen.Numerics.Tests;

/// <summary>
/// The quality of the generator. Every bound is five standard deviations of the statistic under true randomness; the
/// samples are fixed, so a test that passes passes always.
/// </summary>
public sealed class DropoutStatisticsTests
{
    private const double Deviations = 5;

    public static TheoryData<float> Rates => [0.01f, 0.1f, 0.3f, 0.5f, 0.9f];

    // The share of n decisions has variance p(1 − p)/n.
    [Theory]
    [MemberData(nameof(Rates))]
    public void The_share_of_zeros_is_the_rate(float rate)
    {
        for (ulong seed = 0; seed < 8; seed++)
        {
            var dropped = Dropped(new Mask(rate, seed, Rows: 512));
            var deviation = Math.Sqrt(rate * (1d - rate) / dropped.Length);
            Assert.InRange(dropped.Average(), rate - (Deviations * deviation), rate + (Deviations * deviation));
        }
    }

    // For independent decisions the mean of (a − p)(b − p) / (p(1 − p)) over n pairs has mean 0 and variance 1/n.
    [Theory]
    [MemberData(nameof(Rates))]
    public void Neighbours_are_uncorrelated(float rate)
    {
        var mask = new Mask(rate, Seed: 42, Step: 10, Layer: 1, FirstTime: 3, Batch: 16, Rows: 512);
        var dropped = Dropped(mask);
        Check(dropped, Dropped(mask with { Seed = 43 }), "seed");
        Check(dropped, Dropped(mask with { Step = 11 }), "step");
        Check(dropped, Dropped(mask with { Layer = 2 }), "layer");
        foreach (var lag in (int[])[1, 2, 3, 4, 8, 16])
        {
            Check(dropped, Dropped(mask with { FirstTime = 3 + lag }), $"t + {lag}");
            Check(Cut(dropped, mask, (b, _) => b < mask.Batch - lag), Cut(dropped, mask, (b, _) => b >= lag), $"b + {lag}");
            Check(Cut(dropped, mask, (_, u) => u < mask.Extent - lag), Cut(dropped, mask, (_, u) => u >= lag), $"u + {lag}");
        }

        void Check(double[] a, double[] b, string what)
        {
            if (a.Length == 0)
                return;
            double p = rate;
            var correlation = a.Zip(b, (x, y) => (x - p) * (y - p)).Average() / (p * (1 - p));
            Assert.True(Math.Abs(correlation) <= Deviations / Math.Sqrt(a.Length), $"{what}: {correlation}");
        }
    }

    // Counts per row are binomial: Σ (c − np)² / (np(1 − p)) over R rows has mean R and variance below 2R + R/(np(1 − p)).
    [Theory]
    [MemberData(nameof(Rates))]
    public void Counts_per_row_scatter_as_binomials(float rate)
    {
        var mask = new Mask(rate, Seed: 7, Batch: 64, Rows: 4096, Extent: 256);
        var variance = mask.Extent * (double)rate * (1d - rate);
        var statistic = Dropped(mask).Chunk(mask.Extent).Sum(row => Math.Pow(row.Sum() - (mask.Extent * (double)rate), 2)) / variance;
        var deviation = Math.Sqrt((2 * mask.Rows) + (mask.Rows / variance));
        Assert.InRange(statistic, mask.Rows - (Deviations * deviation), mask.Rows + (Deviations * deviation));
    }

    // Each of the 32 bits is fair, and each pair of bits of one word independent.
    [Fact]
    public void Bits_of_a_word_are_fair_and_independent()
    {
        const int Rows = 256, Units = 256;
        var key = DropoutKey.Mask(3, 4, 5);
        var words = Enumerable.Range(0, Rows).SelectMany(b => Enumerable.Range(0, Units).Select(u => DropoutKey.Row(key, 0, b).Bits(u))).ToArray();
        var bound = Deviations * Math.Sqrt(words.Length) / 2;
        for (var i = 0; i < 32; i++)
        {
            Assert.InRange(words.Count(w => ((w >> i) & 1) == 1) - (words.Length / 2d), -bound, bound);
            for (var j = 0; j < i; j++)
                Assert.InRange(words.Count(w => (((w >> i) ^ (w >> j)) & 1) == 1) - (words.Length / 2d), -bound, bound);
        }
    }

    // One changed bit of a coordinate changes each bit of the word with probability one half. Some pairs are met from both
    // sides, which at most doubles the variance.
    [Theory]
    [InlineData("seed", 64)]
    [InlineData("step", 63)]
    [InlineData("layer", 16)]
    [InlineData("t", 24)]
    [InlineData("b", 24)]
    [InlineData("u", 16)]
    public void A_changed_bit_of_a_coordinate_changes_half_of_the_word(string coordinate, int width)
    {
        const int Words = 4096;
        var bound = Deviations * Math.Sqrt(2 * 32 * Words) / 2;
        for (var bit = 0; bit < width; bit++)
        {
            var delta = 1L << bit;
            var changed = 0;
            for (var i = 0; i < Words; i++)
            {
                var (b, u) = (i / 64, i % 64);
                var before = DropoutKey.Row(DropoutKey.Mask(1, 2, 3), 4, b).Bits(u);
                var after = coordinate switch
                {
                    "seed" => DropoutKey.Row(DropoutKey.Mask(1 ^ (ulong)delta, 2, 3), 4, b).Bits(u),
                    "step" => DropoutKey.Row(DropoutKey.Mask(1, 2 ^ delta, 3), 4, b).Bits(u),
                    "layer" => DropoutKey.Row(DropoutKey.Mask(1, 2, 3 ^ (int)delta), 4, b).Bits(u),
                    "t" => DropoutKey.Row(DropoutKey.Mask(1, 2, 3), 4 ^ (int)delta, b).Bits(u),
                    "b" => DropoutKey.Row(DropoutKey.Mask(1, 2, 3), 4, b ^ (int)delta).Bits(u),
                    _ => DropoutKey.Row(DropoutKey.Mask(1, 2, 3), 4, b).Bits(u ^ (int)delta),
                };
                changed += System.Numerics.BitOperations.PopCount(before ^ after);
            }

            Assert.InRange(changed - (16d * Words), -bound, bound);
        }
    }

    private static double[] Dropped(Mask mask) => [.. mask.Fill().Select(factor => factor == 0 ? 1d : 0d)];

    private static double[] Cut(double[] values, Mask mask, Func<int, int, bool> keep) =>
        [.. values.Where((_, i) => keep(i / mask.Extent % mask.Batch, i % mask.Extent))];
}
