using RnnGen.Training;

namespace RnnGen.Runtime.Tests.Training;

public class GradientClippingTests
{
    [Fact]
    public void The_norm_covers_all_tensors()
    {
        var block = new TensorBlock<float>([Blocks.Tensor("a", 1), Blocks.Tensor("b", 2, 17)]);
        block["a"][0] = 3;
        block["b"][33] = 4;
        Assert.Equal(5, GradientClipping.Norm(block));
    }

    [Fact]
    public void The_norm_is_that_of_a_plain_sum()
    {
        var block = Blocks.Random(1003, 9);
        var expected = Math.Sqrt(block.Values.ToArray().Sum(g => (double)g * g));

        // Two sums of 1003 positive terms in different orders: relative error at most 2·1003·2⁻⁵³.
        Assert.InRange(GradientClipping.Norm(block), expected * (1 - 3e-13), expected * (1 + 3e-13));
    }

    /// <summary>Fewer elements than a line, whole and broken blocks, more blocks than threads and fewer.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(100_003)]
    public void The_norm_has_the_same_bits_for_any_number_of_threads(int length)
    {
        var block = Blocks.Random(length, 9);
        var alone = GradientClipping.Norm(block);
        Assert.Equal(Math.Sqrt(Squares(block.Padded.ToArray())), alone);
        foreach (var threads in (int[])[2, 3, 5]) Assert.Equal(alone, GradientClipping.Norm(block, threads));
    }

    [Fact]
    public void The_norm_does_not_overflow() =>
        Assert.Equal(float.MaxValue * Math.Sqrt(2), GradientClipping.Norm(Blocks.Vector(float.MaxValue, float.MinValue)), 1e24);

    [Fact]
    public void A_norm_of_exactly_the_limit_is_scaled_too()
    {
        // PyTorch: 1/(1 + 1e-6) of 0.6 and 0.8, not 0.6 and 0.8.
        var g = Blocks.Vector(0.6f, 0.8f);
        var norm = GradientClipping.ClipNorm(g, 1);
        var coefficient = (float)(1 / (norm + 1e-6));
        Assert.Equal([0.6f * coefficient, 0.8f * coefficient], g.Values.ToArray());
        Assert.True(g.Values[0] < 0.6f);
    }

    [Fact]
    public void Large_gradients_are_scaled_and_their_norm_returned()
    {
        var g = Blocks.Vector(30, 40);
        Assert.Equal(50, GradientClipping.ClipNorm(g, 5));
        var coefficient = (float)(5 / (50 + 1e-6));
        Assert.Equal([30 * coefficient, 40 * coefficient], g.Values.ToArray());
    }

    [Fact]
    public void Small_gradients_stay()
    {
        var g = Blocks.Vector(0.03f, 0.04f);
        GradientClipping.ClipNorm(g, 5);
        Assert.Equal([0.03f, 0.04f], g.Values.ToArray());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Gradients_that_are_not_finite_are_reported_and_left(float value)
    {
        var g = Blocks.Vector(30, value, 40);
        Assert.False(double.IsFinite(GradientClipping.ClipNorm(g, 5)));
        Assert.Equal([30, value, 40], g.Values.ToArray());
    }

    [Fact]
    public void A_coefficient_alone_leaves_the_gradients()
    {
        var g = Blocks.Vector(30, 40);
        Assert.Equal(5 / (50 + 1e-6), GradientClipping.Coefficient(GradientClipping.Norm(g), 5));
        Assert.Equal([30, 40], g.Values.ToArray());
        Assert.Equal(1, GradientClipping.Coefficient(0, 5));
        Assert.Equal(1, GradientClipping.Coefficient(double.PositiveInfinity, 5));
        Assert.Equal(1, GradientClipping.Coefficient(double.NaN, 5));
    }

    [Fact]
    public void The_limit_and_the_threads_have_to_be_positive()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.Coefficient(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.Norm(Blocks.Vector(1), threads: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ClipNorm(Blocks.Vector(1), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ClipNorm(Blocks.Vector(1), double.NaN));
    }

    [Fact]
    public void Clipping_allocates_nothing()
    {
        var g = Blocks.Random(100, 1);
        Assert.Equal(0, Allocations.Of(() => GradientClipping.ClipNorm(g, 1)));
        Assert.Equal(0, Allocations.Of(() => GradientClipping.Norm(g, threads: 2)));
    }

    /// <summary>The order that <see cref="GradientClipping.Norm"/> promises: 256 blocks of whole lines at the most, sixteen sums in each.</summary>
    private static double Squares(float[] values)
    {
        const int Line = 16;
        var block = ((values.Length / Line) + 255) / 256 * Line;
        return values.Chunk(block).Sum(part =>
        {
            var s = new double[Line];
            for (var i = 0; i < part.Length; i++) s[i % Line] += (double)part[i] * part[i];
            var t = Enumerable.Range(0, 4).Select(i => (s[i] + s[i + 8]) + (s[i + 4] + s[i + 12])).ToArray();
            return (t[0] + t[1]) + (t[2] + t[3]);
        });
    }
}
