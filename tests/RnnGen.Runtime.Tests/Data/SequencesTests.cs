using RnnGen.Data;

namespace RnnGen.Runtime.Tests.Data;

public class SequencesTests
{
    private static readonly int[][] Rows = [[1], [2, 3], [4, 5, 6, 7]];

    [Fact]
    public void PyTorch_pads_at_the_end()
    {
        var (tokens, lengths) = Sequences.Pad(Rows, steps: 4);
        Assert.Equal([1, 0, 0, 0, 2, 3, 0, 0, 4, 5, 6, 7], tokens);
        Assert.Equal([1, 2, 4], lengths);
    }

    [Fact]
    public void Keras_pads_and_truncates_at_the_front()
    {
        var (tokens, lengths) = Sequences.Pad(Rows, steps: 3, padding: -1, left: true, truncateLeft: true);
        Assert.Equal([-1, -1, 1, -1, 2, 3, 5, 6, 7], tokens);
        Assert.Equal([1, 2, 3], lengths);
    }

    [Theory]
    [InlineData(false, false, "1 9 2 3 4 5")]
    [InlineData(false, true, "1 9 2 3 6 7")]
    [InlineData(true, false, "9 1 2 3 4 5")]
    [InlineData(true, true, "9 1 2 3 6 7")]
    public void Padding_and_truncation_are_independent(bool left, bool truncateLeft, string expected)
    {
        var (tokens, lengths) = Sequences.Pad(Rows, steps: 2, padding: 9, left, truncateLeft);
        Assert.Equal(expected, string.Join(' ', tokens));
        Assert.Equal([1, 2, 2], lengths);
    }

    [Fact]
    public void Empty_rows_are_padding_only()
    {
        var (tokens, lengths) = Sequences.Pad([[], [1]], steps: 2, padding: 7);
        Assert.Equal([7, 7, 1, 7], tokens);
        Assert.Equal([0, 1], lengths);
        Assert.Empty(Sequences.Pad([], steps: 2).Tokens);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sequences.Pad(Rows, steps: 0));
        Assert.Contains("Row 1 is null", Assert.Throws<ArgumentException>(() => Sequences.Pad([[1], null!], steps: 2)).Message);
    }
}
