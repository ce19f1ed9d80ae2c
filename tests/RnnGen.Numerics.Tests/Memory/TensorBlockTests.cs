namespace RnnGen.Numerics.Tests;

/// <summary>The memory behind a block's last parameter.</summary>
public sealed class TensorBlockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(64)]
    public void A_vector_of_16_may_be_read_from_any_parameter_on(int length)
    {
        Check<float>(length, 1f);
        Check<double>(length, 1d);
    }

    private static void Check<T>(int length, T one)
        where T : unmanaged
    {
        var block = new TensorBlock<T>([new("weight", [length], new Initializer.Constant(0))]);
        block.Values.Fill(one);
        Assert.InRange(block.Readable.Length, length + 15, int.MaxValue);
        Assert.Equal(block.Values.ToArray(), block.Readable[..length].ToArray());
        Assert.All(block.Readable[length..].ToArray(), value => Assert.Equal(default, value));
        Assert.True(block.Padded.Overlaps(block.Readable));
    }
}
