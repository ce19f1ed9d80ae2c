namespace RnnGen.Numerics.Tests;

/// <summary>Values, reproducibility and independence of how a mask is cut.</summary>
public sealed unsafe class DropoutMaskTests
{
    [Fact]
    public void Factors_are_zero_or_the_inverse_of_what_is_kept()
    {
        Assert.Equal([0f, 1f / 0.75f], new Mask(Rate: 0.25f).Fill().Distinct().Order());
        Assert.Equal([0d, 1d / 0.75d], new Mask(Rate: 0.25f).FillDouble().Distinct().Order());
    }

    [Fact]
    public void Rate_0_keeps_and_rate_1_drops_everything()
    {
        Assert.Equal([1f], new Mask(Rate: 0f).Fill().Distinct());
        Assert.Equal([0f], new Mask(Rate: 1f).Fill().Distinct());
        Assert.Equal([1d], new Mask(Rate: 0f).FillDouble().Distinct());
        Assert.Equal([0d], new Mask(Rate: 1f).FillDouble().Distinct());
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.01f)]
    [InlineData(float.NaN)]
    public void A_rate_outside_0_to_1_is_refused(float rate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mask(Rate: rate).Fill());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mask(Rate: rate).FillDouble());
    }

    // FNV-1a of the factors, computed by a second implementation in another language.
    [Fact]
    public void Bits_are_the_same_on_every_machine()
    {
        var mask = new Mask(Rate: 0.3f, Seed: 0x123456789ABCDEF, Step: 7, Layer: 3, FirstTime: 11, Batch: 3, Rows: 20, Extent: 61).Fill();
        var hash = 14695981039346656037UL;
        foreach (var factor in mask)
            hash = (hash ^ BitConverter.SingleToUInt32Bits(factor)) * 1099511628211UL;
        Assert.Equal(5725896479753821621UL, hash);
    }

    // Vectors of every width, their tails and the doubles against the one-unit form.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(61)]
    public void Every_width_decides_as_the_definition(int extent)
    {
        var mask = new Mask(Rate: 0.4f, Seed: 99, Step: 1L << 40, Layer: 2, FirstTime: 5, Batch: 3, Rows: 12, Extent: extent);
        var key = DropoutKey.Mask(99, 1L << 40, 2);
        var kept = Enumerable.Range(0, 12 * extent)
            .Select(i => DropoutKey.Row(key, 5 + (i / extent / 3), i / extent % 3).Bits(i % extent) >= (uint)(0.4f * 4294967296d))
            .ToArray();
        Assert.Equal(kept, mask.Fill().Select(factor => factor != 0));
        Assert.Equal(kept, mask.FillDouble().Select(factor => factor != 0));
    }

    [Fact]
    public void Chunks_of_time_join_to_the_whole()
    {
        var whole = new Mask(Rows: 24, Batch: 3, FirstTime: 2);
        var first = whole with { Rows = 9 };
        var rest = whole with { Rows = 15, FirstTime = 5 };
        Assert.Equal(whole.Fill(), first.Fill().Concat(rest.Fill()));
    }

    [Fact]
    public void A_smaller_batch_or_extent_has_the_factors_of_the_larger()
    {
        var large = new Mask(Batch: 4, Rows: 8, Extent: 64).Fill();
        var small = new Mask(Batch: 2, Rows: 4, Extent: 30).Fill();
        for (var i = 0; i < small.Length; i++)
        {
            var (t, b, u) = (i / 30 / 2, i / 30 % 2, i % 30);
            Assert.Equal(large[(((t * 4) + b) * 64) + u], small[i]);
        }
    }

    [Fact]
    public void Padding_and_following_rows_stay_as_they_are()
    {
        var plane = new float[4 * 32];
        Array.Fill(plane, -1f);
        fixed (float* p = plane)
            DropoutMask.Fill(p, 3, 21, 32, 0.5f, 1, 1, 1, 0, 3);
        for (var i = 0; i < plane.Length; i++)
            Assert.Equal(i % 32 >= 21 || i / 32 == 3, plane[i] == -1f);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var plane = new float[64 * 64];
        fixed (float* p = plane)
        {
            DropoutMask.Fill(p, 64, 64, 64, 0.5f, 1, 1, 1, 0, 8);
            var before = GC.GetAllocatedBytesForCurrentThread();
            DropoutMask.Fill(p, 64, 64, 64, 0.5f, 1, 2, 1, 0, 8);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}
