namespace RnnGen.Runtime.Tests.Models;

public class InitializationTests
{
    private static readonly ParameterInfo[] Tensors =
    [
        new("weight", [100, 30], new Initializer.UniformInverseSqrt(7)),
        new("other", [5000], new Initializer.UniformInverseSqrt(7)),
        new("bias", [9], new Initializer.Constant(0.1)),
    ];

    [Fact]
    public void Bits_are_those_of_an_independent_implementation()
    {
        // SplitMix64 with a hashed start, computed with arbitrary-precision integers.
        var block = New<double>(2024);
        Assert.Equal(0xbfc54a2d4fae004c, BitConverter.DoubleToUInt64Bits(block["weight"][0]));
        Assert.Equal(0x3fc12033c4335f04ul, BitConverter.DoubleToUInt64Bits(block["weight"][1]));
        Assert.Equal(0xbfd314d0989381b8, BitConverter.DoubleToUInt64Bits(block["other"][0]));
        Assert.Equal(0xbfd705ab0dc31f3e, BitConverter.DoubleToUInt64Bits(block["other"][2]));
    }

    [Fact]
    public void Floats_are_the_rounded_doubles()
    {
        var (floats, doubles) = (New<float>(3), New<double>(3));
        for (var i = 0; i < floats.Length; i++) Assert.Equal((float)doubles.Values[i], floats.Values[i]);
    }

    [Fact]
    public void Values_fill_the_declared_distribution()
    {
        var block = New<double>(1);
        var bound = 1 / Math.Sqrt(7);
        var values = block["other"].ToArray();
        Assert.All(values, value => Assert.InRange(value, -bound, bound));

        // Mean and mean square of n uniform values have standard deviations bound/√(3n) and bound²·√(4/45n).
        var n = values.Length;
        Assert.InRange(values.Average(), -5 * bound / Math.Sqrt(3.0 * n), 5 * bound / Math.Sqrt(3.0 * n));
        var spread = 5 * bound * bound * Math.Sqrt(4.0 / (45 * n));
        Assert.InRange(values.Average(value => value * value), (bound * bound / 3) - spread, (bound * bound / 3) + spread);
        foreach (var value in block["bias"]) Assert.Equal(0.1, value);
    }

    [Fact]
    public void Seeds_and_tensors_have_streams_of_their_own()
    {
        var block = New<double>(1);
        Assert.NotEqual(block.Values.ToArray(), New<double>(2).Values.ToArray());
        var (weight, other) = (block["weight"].ToArray(), block["other"].ToArray());
        Assert.Empty(weight.Intersect(other));

        // The values of the second tensor do not depend on how many the first one takes.
        var shorter = new TensorBlock<double>([Tensors[0] with { Shape = [1] }, Tensors[1]]);
        shorter.Initialize(1);
        Assert.Equal(other, shorter["other"].ToArray());
    }

    [Fact]
    public void A_block_ends_in_zeros_up_to_a_whole_cache_line()
    {
        var block = New<float>(1);
        Assert.Equal(8009, block.Length);
        Assert.Equal(block.Length, block.Values.Length);
        Assert.Equal(8016, block.Padded.Length);
        foreach (var value in block.Padded[block.Length..]) Assert.Equal(0, value);
    }

    private static TensorBlock<T> New<T>(ulong seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var block = new TensorBlock<T>(Tensors);
        block.Initialize(seed);
        return block;
    }
}
