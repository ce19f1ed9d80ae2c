using RnnGen.Decoding;

namespace RnnGen.Runtime.Tests.Decoding;

public class GreedySearchTests
{
    private static readonly double[][] Chain = [[0.1, 0.6, 0.3], [0.2, 0.3, 0.5], [0.4, 0.3, 0.3]];

    [Fact]
    public void The_most_probable_token_is_fed_back()
    {
        var state = 0;
        var search = new GreedySearch(3, 5);
        Assert.Equal([1, 2, 0, 1, 2], search.Generate(new ProbabilityDecoder(Chain), ref state, 0).ToArray());
        Assert.Equal(5, state);
    }

    [Fact]
    public void The_end_symbol_ends_it_and_is_no_part_of_it()
    {
        var state = 0;
        var search = new GreedySearch(3, 5);
        Assert.Equal([1], search.Generate(new ProbabilityDecoder(Chain), ref state, 0, end: 2).ToArray());
        Assert.Equal(2, state);
        Assert.Empty(search.Generate(new ProbabilityDecoder(Chain), ref state, 1, end: 2).ToArray());
    }

    [Fact]
    public void The_lowest_of_equal_tokens_is_chosen()
    {
        var state = 0;
        Assert.Equal([1, 1], new GreedySearch(4, 2).Generate(new LogitDecoder([0, 2, 1, 2]), ref state, 0).ToArray());
    }

    [Fact]
    public void Impossible_tokens_are_passed_over()
    {
        var state = 0;
        var decoder = new LogitDecoder([float.NegativeInfinity, float.MinValue, float.NegativeInfinity]);
        Assert.Equal([1], new GreedySearch(3, 1).Generate(decoder, ref state, 0).ToArray());
    }

    [Fact]
    public void A_sequence_can_be_continued()
    {
        var decoder = new TableDecoder(7, 1);
        var whole = default(TableDecoder.State);
        var expected = new GreedySearch(7, 9).Generate(decoder, ref whole, 0).ToArray();
        var search = new GreedySearch(7, 3);
        var state = default(TableDecoder.State);
        List<int> tokens = [0];
        for (var i = 0; i < 3; i++) tokens.AddRange(search.Generate(decoder, ref state, tokens[^1]));
        Assert.Equal(expected, tokens[1..]);
        Assert.Equal(whole.Fed, state.Fed);
    }
}
