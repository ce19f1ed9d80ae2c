namespace RnnGen.Numerics.Tests;

/// <summary>Rounding against its definition, and the place of every weight.</summary>
public sealed unsafe class Bf16PackingTests
{
    private const uint Sentinel = 0xDEADBEEF;

    [Theory]
    [InlineData(0x3F800000u, 0x3F800000u)] // 1
    [InlineData(0x3F807FFFu, 0x3F800000u)] // just below the middle
    [InlineData(0x3F808000u, 0x3F800000u)] // the middle: to the even one, below
    [InlineData(0x3F808001u, 0x3F810000u)] // just above
    [InlineData(0x3F818000u, 0x3F820000u)] // the middle: to the even one, above
    [InlineData(0xBF818000u, 0xBF820000u)] // the same with the other sign
    [InlineData(0x3FFFFFFFu, 0x40000000u)] // into the next binade
    [InlineData(0x7F7FFFFFu, 0x7F800000u)] // the largest: to infinity
    [InlineData(0x7F800000u, 0x7F800000u)]
    [InlineData(0x80000000u, 0x80000000u)]
    [InlineData(0x00008001u, 0x00010000u)] // a subnormal
    public void Rounds_to_the_nearest_and_ties_to_even(uint weight, uint rounded) =>
        Assert.Equal(rounded, BitConverter.SingleToUInt32Bits(Bf16Packing.Round(BitConverter.UInt32BitsToSingle(weight))));

    [Theory]
    [InlineData(0x7F800001u)]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0x7FC00000u)]
    public void No_number_stays_none(uint weight) => Assert.True(float.IsNaN(Bf16Packing.Round(BitConverter.UInt32BitsToSingle(weight))));

    /// <summary>The stated error, and that it is the smallest: no other bfloat16 is nearer.</summary>
    [Fact]
    public void The_relative_error_is_at_most_that_of_8_bits()
    {
        var (random, worst) = (new Random(1), 0.0);
        for (var i = 0; i < 100_000; i++)
        {
            var weight = (float)((2 * random.NextDouble()) - 1) * MathF.Pow(2, random.Next(-100, 100));
            var rounded = Bf16Packing.Round(weight);
            var (bits, error) = (BitConverter.SingleToUInt32Bits(rounded), Math.Abs((double)rounded - weight));
            Assert.Equal(0u, bits & 0xFFFF);
            worst = Math.Max(worst, error / Math.Abs(weight));
            foreach (var neighbour in (uint[])[bits + 0x10000, bits - 0x10000])
                Assert.True(error <= Math.Abs((double)BitConverter.UInt32BitsToSingle(neighbour) - weight), $"{weight:R} is nearer to a neighbour of {rounded:R}.");
        }

        Assert.InRange(worst, 1.0 / 300, 1.0 / 256);
    }

    [Theory]
    [MemberData(nameof(WeightPackingTests.Shapes), MemberType = typeof(WeightPackingTests))]
    public void Two_successive_elements_share_a_word(int elements, int lanes, int count, int stride, int panelStride)
    {
        var random = new Random(elements + lanes);
        float[] weights = [.. Enumerable.Range(0, Math.Max(lanes, elements) * stride).Select(_ => random.NextSingle() - 0.5f)];
        foreach (var transposed in new[] { false, true })
        {
            var words = Enumerable.Repeat(Sentinel, (elements + 1) / 2 * panelStride).ToArray();
            fixed (float* w = weights)
            fixed (uint* p = words)
            {
                if (transposed) Bf16Packing.PackColumns(w, stride, elements, (float*)p, panelStride, lanes, count);
                else Bf16Packing.PackRows(w, stride, elements, (float*)p, panelStride, lanes, count);
            }

            uint Half(int lane, int k) => lane >= count || k >= elements ? 0
                : BitConverter.SingleToUInt32Bits(Bf16Packing.Round(transposed ? weights[(k * stride) + lane] : weights[(lane * stride) + k])) >> 16;
            for (var i = 0; i < words.Length; i++)
            {
                var (pair, lane) = (i / panelStride, i % panelStride);
                Assert.Equal(lane < lanes ? Half(lane, 2 * pair) | Half(lane, (2 * pair) + 1) << 16 : Sentinel, words[i]);
            }
        }
    }
}
