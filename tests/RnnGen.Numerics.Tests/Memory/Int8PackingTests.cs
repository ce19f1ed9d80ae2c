namespace RnnGen.Numerics.Tests;

/// <summary>Scales and rounding against their definition, and the place of every weight.</summary>
public sealed unsafe class Int8PackingTests
{
    private const uint Sentinel = 0xDEADBEEF;

    [Theory]
    [InlineData("127 1 -127 0", "127 1 -127 0")]
    [InlineData("0.5 -127 0.51 126.4", "0 -127 1 126")]
    [InlineData("1.5 127 2.5 -1.5", "2 127 2 -2")] // of two equally near the even one
    [InlineData("0 0 0", "0 0 0")]
    [InlineData("3E-45 0", "0 0")] // too small for a scale
    public void Rounds_to_multiples_of_the_scale(string weights, string rounded)
    {
        var unit = Numbers(weights);
        Int8Packing.Round(unit);
        Assert.Equal(Numbers(rounded), unit);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void No_number_makes_none_of_its_unit(float weight)
    {
        float[] unit = [1, weight, -2];
        Int8Packing.Round(unit);
        Assert.All(unit, w => Assert.True(float.IsNaN(w)));
    }

    /// <summary>The stated error, and that it is reached.</summary>
    [Fact]
    public void The_error_is_at_most_half_a_scale()
    {
        var (random, worst) = (new Random(1), 0.0);
        for (var i = 0; i < 2_000; i++)
        {
            var magnitude = MathF.Pow(2, random.Next(-90, 100));
            float[] exact = [.. Enumerable.Range(0, 1 + (i % 70)).Select(_ => ((2 * random.NextSingle()) - 1) * magnitude)];
            var (rounded, largest) = (exact.ToArray(), exact.Max(Math.Abs));
            Int8Packing.Round(rounded);
            worst = Math.Max(worst, exact.Zip(rounded, (e, r) => Math.Abs((double)e - r) / largest).Max());
            Assert.Equal(largest, rounded.Max(Math.Abs), largest * 1e-7);
        }

        // Beside it, the rounding of the scale to a float and that of a multiple of it.
        Assert.InRange(worst, 0.999 / 254, (1.0 / 254) + (1.0 / (1 << 23)));
    }

    /// <summary>Matrices whose units are the same share their scales, and every weight is its byte, above zeros, times its scale.</summary>
    [Theory]
    [MemberData(nameof(WeightPackingTests.Shapes), MemberType = typeof(WeightPackingTests))]
    public void Four_successive_elements_share_a_word_and_a_unit_a_scale(int elements, int lanes, int count, int stride, int panelStride)
    {
        var random = new Random(elements + lanes);
        float[][] matrices = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, Math.Max(lanes, elements) * stride).Select(_ => random.NextSingle() - 0.5f).ToArray())];
        foreach (var transposed in new[] { false, true })
        {
            var scales = new float[lanes];
            var words = matrices.Select(_ => Enumerable.Repeat(Sentinel, (elements + 3) / 4 * panelStride).ToArray()).ToArray();
            fixed (float* s = scales)
            {
                foreach (var matrix in matrices)
                {
                    fixed (float* w = matrix)
                    {
                        if (transposed) Int8Packing.WidenByColumns(w, stride, elements, s, count);
                        else Int8Packing.WidenByRows(w, stride, elements, s, count);
                    }
                }

                for (var m = 0; m < matrices.Length; m++)
                {
                    fixed (float* w = matrices[m])
                    fixed (uint* p = words[m])
                    {
                        if (transposed) Int8Packing.PackColumns(w, stride, elements, (float*)p, panelStride, lanes, count, s);
                        else Int8Packing.PackRows(w, stride, elements, (float*)p, panelStride, lanes, count, s);
                    }
                }
            }

            float Weight(int matrix, int lane, int k) => transposed ? matrices[matrix][(k * stride) + lane] : matrices[matrix][(lane * stride) + k];
            float[][] units =
            [
                .. Enumerable.Range(0, lanes).Select(lane =>
                {
                    float[] unit = lane < count ? [.. Enumerable.Range(0, 2 * elements).Select(k => Weight(k / elements, lane, k % elements))] : new float[2 * elements];
                    Int8Packing.Round(unit);
                    return unit;
                }),
            ];
            for (var m = 0; m < words.Length; m++)
            {
                for (var i = 0; i < words[m].Length; i++)
                {
                    var (four, lane) = (i / panelStride, i % panelStride);
                    if (lane >= lanes) Assert.Equal(Sentinel, words[m][i]);
                    for (var e = 0; e < 4 && lane < lanes; e++)
                    {
                        var k = (4 * four) + e;
                        Assert.Equal(k < elements ? units[lane][(m * elements) + k] : 0, (int)(words[m][i] << (24 - (8 * e)) & 0xFF000000) * scales[lane]);
                    }
                }
            }
        }
    }

    private static float[] Numbers(string text) => [.. text.Split(' ').Select(n => float.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
}
