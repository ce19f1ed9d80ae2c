using RnnGen.Data;

namespace RnnGen.Runtime.Tests.Data;

public class LengthTests
{
    [Fact]
    public void Samples_have_lengths_of_their_own_also_in_slices()
    {
        var data = new TensorDataset<int, int>(new int[] { 1, 0, 2, 3, 4, 0 }, new int[] { 0, 1, 0 }, steps: 2, lengths: new int[] { 1, 2, 1 });
        Assert.True(data.HasLengths);
        Assert.Equal([1, 1, 2], Lengths(data, 2, 0, 1));
        var slice = data.Slice(1..);
        Assert.True(slice.HasLengths);
        Assert.Equal([2, 1], Lengths(slice, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lengths(slice, 2));
        Assert.Throws<ArgumentException>(() => data.FillLengths([0, 1], new int[1]));

        Dataset plain = new TensorDataset(new float[4], new float[2], 2, 1, new int[] { 2, 1 });
        Assert.Equal([1], Lengths(plain.Slice(1..), 0));
    }

    [Fact]
    public void Without_lengths_every_sample_has_all_steps()
    {
        var data = new TensorDataset<int, float>(new int[] { 1, 2, 3, 4 }, new float[] { 0, 1 }, steps: 2);
        Assert.False(data.HasLengths);
        Assert.Equal([2, 2], Lengths(data, 0, 1));
    }

    [Fact]
    public void Lengths_out_of_range_are_refused()
    {
        TensorDataset<int, int> New(params int[] lengths) => new(new int[6], new int[3], steps: 2, lengths: lengths);
        Assert.Contains("2 lengths of 3 samples", Assert.Throws<ArgumentException>(() => New(1, 2)).Message);
        Assert.Contains("Sample 1", Assert.Throws<ArgumentOutOfRangeException>(() => New(1, -1, 2)).Message);
        Assert.Contains("Sample 2", Assert.Throws<ArgumentOutOfRangeException>(() => New(1, 2, 3)).Message);
    }

    [Fact]
    public void An_empty_row_is_a_sample_of_padding()
    {
        var (tokens, lengths) = Sequences.Pad([[3, 1], [], [2]], steps: 2);
        Assert.Equal([2, 0, 1], Lengths(new TensorDataset<int, int>(tokens, new int[3], steps: 2, lengths: lengths), 0, 1, 2));
    }

    private static int[] Lengths<TInput, TTarget>(Dataset<TInput, TTarget> data, params int[] samples)
        where TInput : unmanaged, System.Numerics.INumberBase<TInput>
        where TTarget : unmanaged, System.Numerics.INumberBase<TTarget>
    {
        var lengths = new int[samples.Length];
        data.FillLengths(samples, lengths);
        return lengths;
    }
}
