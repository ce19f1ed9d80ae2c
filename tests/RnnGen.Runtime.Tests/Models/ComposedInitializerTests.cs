namespace RnnGen.Runtime.Tests.Models;

public class ComposedInitializerTests
{
    private static readonly Initializer.Blocks UnitForgetBias =
        new(new Initializer.Constant(0), new Initializer.Constant(1), new Initializer.Constant(0), new Initializer.Constant(0));

    [Fact]
    public void Blocks_of_constants_make_a_unit_forget_bias() =>
        Assert.Equal([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0], Drawn.Values(UnitForgetBias, 1, 12));

    [Fact]
    public void Blocks_have_streams_of_their_own()
    {
        var half = new Initializer.Uniform(0.5);
        var values = Drawn.Values(new Initializer.Blocks(half, half, half), 2024, 6, 50);
        Assert.Equal(values.Length, values.Distinct().Count());
        Assert.Empty(values.Intersect(Drawn.Values(half, 2024, 6, 50)));

        // The bits of an independent implementation.
        Assert.Equal(0x3fdbc3c4f72a10b0ul, BitConverter.DoubleToUInt64Bits(values[100]));
        Assert.Equal(0x3fdb9f2566462a06ul, BitConverter.DoubleToUInt64Bits(values[101]));
    }

    [Fact]
    public void Every_block_is_a_matrix_of_its_own()
    {
        var w = Drawn.Values(new Initializer.Blocks(new Initializer.Orthogonal(), new Initializer.Orthogonal(2)), 1, 8, 4);
        foreach (var (start, square) in ((int, double)[])[(0, 1), (16, 4)])
        {
            var block = w.AsSpan(start, 16).ToArray();
            for (var a = 0; a < 4; a++)
            {
                for (var b = 0; b < 4; b++)
                {
                    Assert.Equal(a == b ? square : 0, Enumerable.Range(0, 4).Sum(i => block[(a * 4) + i] * block[(b * 4) + i]), 1e-13);
                }
            }
        }
    }

    [Fact]
    public void A_padding_row_is_zero_and_the_others_are_what_they_were()
    {
        var inner = new Initializer.Normal(0, 1);
        var expected = Drawn.Values(inner, 9, 5, 3);
        expected.AsSpan(6, 3).Clear();
        Assert.Equal(expected, Drawn.Values(new Initializer.PaddingRow(inner, 2), 9, 5, 3));
    }

    [Fact]
    public void Equal_parts_make_equal_blocks()
    {
        var same = new Initializer.Blocks([.. UnitForgetBias.Parts]);
        Assert.Equal(UnitForgetBias, same);
        Assert.Equal(UnitForgetBias.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(UnitForgetBias, new Initializer.Blocks(new Initializer.Constant(0), new Initializer.Constant(1)));
    }

    [Fact]
    public void Parts_are_copied()
    {
        Initializer[] parts = [new Initializer.Constant(1)];
        var blocks = new Initializer.Blocks(parts);
        parts[0] = new Initializer.Constant(2);
        Assert.Equal(new Initializer.Constant(1), blocks.Parts[0]);
    }

    [Fact]
    public void What_does_not_fit_a_shape_is_refused_before_anything_is_changed()
    {
        Initializer[] wrong =
        [
            UnitForgetBias,
            new Initializer.PaddingRow(new Initializer.Constant(1), 6),
            new Initializer.PaddingRow(UnitForgetBias, 0),
            new Initializer.Blocks(new Initializer.Constant(1), new Initializer.PaddingRow(new Initializer.Constant(1), 3)),
        ];
        foreach (var initializer in wrong)
        {
            var block = new TensorBlock<float>([new("first", [2], new Initializer.Constant(1)), new("second", [6, 2], initializer)]);
            var error = Assert.Throws<ArgumentException>("block", () => block.Initialize(1));
            Assert.Contains("'second' [6, 2]", error.Message, StringComparison.Ordinal);
            Assert.All(block.Values.ToArray(), value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Wrong_parts_are_refused()
    {
        Assert.Throws<ArgumentNullException>("Parts", () => new Initializer.Blocks((Initializer[])null!));
        Assert.Throws<ArgumentException>("Parts", () => new Initializer.Blocks());
        Assert.Throws<ArgumentException>("Parts", () => new Initializer.Blocks(new Initializer.Constant(1), null!));
        Assert.Throws<ArgumentNullException>("Inner", () => new Initializer.PaddingRow(null!, 0));
        Assert.Throws<ArgumentOutOfRangeException>("Row", () => new Initializer.PaddingRow(new Initializer.Constant(1), -1));
    }

    [Fact]
    public void Tensors_without_elements_or_extents_are_filled_too()
    {
        Assert.Empty(Drawn.Values(new Initializer.Orthogonal(), 1, 0, 5));
        Assert.Empty(Drawn.Values(new Initializer.Blocks(new Initializer.Orthogonal(), new Initializer.Normal(0, 1)), 1, 4, 0));
        Assert.Equal([1], Drawn.Values(new Initializer.Constant(1), 1));
    }
}
