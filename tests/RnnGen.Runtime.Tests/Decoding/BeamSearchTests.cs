using RnnGen.Decoding;

namespace RnnGen.Runtime.Tests.Decoding;

public class BeamSearchTests
{
    /// <summary>Token 1 looks best at first, but what follows it is uncertain; after 2 comes the end, 0, almost surely.</summary>
    private static readonly ProbabilityDecoder GardenPath =
        new([0.04, 0.5, 0.4, 0.06], [0.25, 0.25, 0.25, 0.25], [0.9, 0.05, 0.03, 0.02], [0.05, 0.6, 0.3, 0.05]);

    [Theory]
    [InlineData(3, 5, 0, false)]
    [InlineData(3, 5, 0, true)]
    [InlineData(3, 5, 0.6, true)]
    [InlineData(4, 4, 1, false)]
    [InlineData(4, 4, 2.5, true)]
    [InlineData(5, 1, 0, true)]
    [InlineData(5, 3, 0.9, true)]
    public void A_beam_for_everything_is_exhaustive(int vocabulary, int maxLength, double penalty, bool withEnd)
    {
        var width = (int)Math.Pow(vocabulary, maxLength);
        int? end = withEnd ? vocabulary - 1 : null;
        foreach (var results in (int[])[1, 7, width])
        {
            var search = new BeamSearch<TableDecoder.State>(vocabulary, width, maxLength, Math.Min(results, width));
            search.LengthPenalty = penalty;
            for (ulong seed = 0; seed < 5; seed++)
            {
                var decoder = new TableDecoder(vocabulary, seed);
                var expected = ExhaustiveSearch.Run(decoder, 1, end, maxLength, penalty);
                Assert.Equal(Math.Min(results, expected.Count), search.Search(decoder, default, 1, end));
                AssertEqual(expected, search);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    public void Width_one_is_greedy_search(double penalty)
    {
        var greedy = new GreedySearch(5, 8);
        var beam = new BeamSearch<TableDecoder.State>(5, 1, 8) { LengthPenalty = penalty };
        var ended = 0;
        for (ulong seed = 0; seed < 50; seed++)
        {
            var decoder = new TableDecoder(5, seed);
            var state = default(TableDecoder.State);
            var expected = greedy.Generate(decoder, ref state, 0, end: 2);
            Assert.Equal(1, beam.Search(decoder, default, 0, end: 2));
            Assert.Equal(expected.ToArray(), beam[0].Tokens.ToArray());
            Assert.Equal(expected.Length < 8, beam[0].IsFinished);
            if (beam[0].IsFinished) ended++;
        }

        Assert.InRange(ended, 1, 49);
    }

    [Fact]
    public void A_second_sequence_avoids_the_garden_path()
    {
        var greedy = new BeamSearch<int>(4, 1, 3);
        greedy.Search(GardenPath, 0, 0, end: 0);
        Assert.Equal([1], greedy[0].Tokens.ToArray());
        Assert.Equal(Math.Log(0.5 * 0.25), greedy[0].LogProbability, 1e-6);

        var beam = new BeamSearch<int>(4, 2, 3, 2);
        Assert.Equal(2, beam.Search(GardenPath, 0, 0, end: 0));
        Assert.Equal([2], beam[0].Tokens.ToArray());
        Assert.Equal([1], beam[1].Tokens.ToArray());
        Assert.True(beam[0].IsFinished);
        Assert.Equal(Math.Log(0.4 * 0.9), beam[0].LogProbability, 1e-6);
        Assert.Equal(beam[0].LogProbability, beam[0].Score);
    }

    [Fact]
    public void The_penalty_divides_by_the_length_with_the_end_symbol()
    {
        var beam = new BeamSearch<int>(4, 2, 3) { LengthPenalty = 0.7 };
        beam.Search(GardenPath, 0, 0, end: 0);
        Assert.Equal([2], beam[0].Tokens.ToArray());
        Assert.Equal(beam[0].LogProbability / Math.Pow(7 / 6.0, 0.7), beam[0].Score, 1e-15);
    }

    [Theory]
    [InlineData(0, 1, 100, 1)] // 0.4 is less than 0.5
    [InlineData(0, 2, 100, 2)] // 0.4² is less than 0.4 · 0.5, the second result
    [InlineData(1, 1, 100, 14)] // n · ln 0.4 / (105/6) is less than ln 0.5 from n = 14 on
    [InlineData(1, 1, 10, 2)] // n · ln 0.4 / (15/6) from n = 2 on
    public void It_stops_when_no_live_sequence_can_win(double penalty, int results, int maxLength, int expected)
    {
        var steps = 0;
        var decoder = new LogitDecoder([MathF.Log(0.5f), MathF.Log(0.4f), MathF.Log(0.1f)], _ => steps++);
        var beam = new BeamSearch<int>(3, 2, maxLength, results) { LengthPenalty = penalty };
        beam.Search(decoder, 0, 1, end: 0);
        Assert.Empty(beam[0].Tokens.ToArray());
        Assert.Equal(Math.Log(0.5), beam[0].Score, 1e-6);
        Assert.Equal(expected, steps);
    }

    [Fact]
    public void Equal_sequences_come_in_the_order_of_their_tokens()
    {
        var beam = new BeamSearch<int>(3, 4, 2, 4);
        Assert.Equal(4, beam.Search(new LogitDecoder([1, 1, 1]), 0, 0));
        int[][] expected = [[0, 0], [0, 1], [0, 2], [1, 0]];
        for (var i = 0; i < 4; i++) Assert.Equal(expected[i], beam[i].Tokens.ToArray());
    }

    [Fact]
    public void Impossible_tokens_are_no_results()
    {
        var beam = new BeamSearch<int>(3, 9, 2, 9);
        Assert.Equal(1, beam.Search(new LogitDecoder([float.NegativeInfinity, 0, float.NegativeInfinity]), 0, 0));
        Assert.Equal([1, 1], beam[0].Tokens.ToArray());
        Assert.Equal(0, beam[0].LogProbability);
        Assert.False(beam[0].IsFinished);
    }

    [Fact]
    public void Huge_logits_do_not_overflow()
    {
        var beam = new BeamSearch<int>(2, 2, 1, 2);
        beam.Search(new LogitDecoder([float.MaxValue, float.MinValue]), 0, 0);
        Assert.Equal(0, beam[0].LogProbability);
        Assert.Equal(-2.0 * float.MaxValue, beam[1].LogProbability);
    }

    [Fact]
    public void A_second_search_knows_nothing_of_the_first()
    {
        var used = new BeamSearch<TableDecoder.State>(5, 3, 6, 3);
        used.Search(new TableDecoder(5, 1), default, 0, end: 4);
        used.Search(new TableDecoder(5, 2), default, 0, end: 3);
        var fresh = new BeamSearch<TableDecoder.State>(5, 3, 6, 3);
        Assert.Equal(fresh.Search(new TableDecoder(5, 2), default, 0, end: 3), used.Count);
        for (var i = 0; i < used.Count; i++)
        {
            Assert.Equal(fresh[i].Tokens.ToArray(), used[i].Tokens.ToArray());
            Assert.Equal(fresh[i].Score, used[i].Score);
        }
    }

    private static void AssertEqual(
        List<(int[] Tokens, double LogProbability, double Score, bool IsFinished)> expected, BeamSearch<TableDecoder.State> search)
    {
        for (var i = 0; i < search.Count; i++)
        {
            var (tokens, logProbability, score, isFinished) = expected[i];
            Assert.Equal(tokens, search[i].Tokens.ToArray());
            Assert.Equal(isFinished, search[i].IsFinished);

            // Five terms of magnitude 10 at most, each with a few roundings of 2⁻⁵³.
            Assert.Equal(logProbability, search[i].LogProbability, 1e-13);
            Assert.Equal(score, search[i].Score, 1e-13);
        }
    }
}
