using RnnGen.Decoding;

namespace RnnGen.Runtime.Tests.Decoding;

public class SearchArgumentTests
{
    private static readonly LogitDecoder Decoder = new([0, 1, 2]);

    [Fact]
    public void Wrong_sizes_are_refused()
    {
        foreach (var wrong in (int[])[0, -1])
        {
            Assert.Throws<ArgumentOutOfRangeException>("vocabulary", () => new GreedySearch(wrong, 1));
            Assert.Throws<ArgumentOutOfRangeException>("maxLength", () => new GreedySearch(1, wrong));
            Assert.Throws<ArgumentOutOfRangeException>("vocabulary", () => new Sampling(wrong, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>("maxLength", () => new Sampling(1, wrong, 1));
            Assert.Throws<ArgumentOutOfRangeException>("vocabulary", () => new BeamSearch<int>(wrong, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>("width", () => new BeamSearch<int>(1, wrong, 1));
            Assert.Throws<ArgumentOutOfRangeException>("maxLength", () => new BeamSearch<int>(1, 1, wrong));
            Assert.Throws<ArgumentOutOfRangeException>("results", () => new BeamSearch<int>(1, 1, 1, wrong));
        }

        Assert.Throws<ArgumentOutOfRangeException>("results", () => new BeamSearch<int>(9, 3, 1, 4));
        foreach (var penalty in (double[])[-0.1, double.NaN, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>("LengthPenalty", () => new BeamSearch<int>(1, 1, 1) { LengthPenalty = penalty });
        }
    }

    [Fact]
    public void Wrong_decoders_and_symbols_are_refused_before_a_step()
    {
        var stepping = new LogitDecoder([0, 1, 2], _ => Assert.Fail("It was stepped."));
        foreach (var run in Runs(3))
        {
            Assert.Throws<ArgumentNullException>("decoder", () => run(null!, 0, null, default));
            Assert.Throws<ArgumentException>("decoder", () => run(new LogitDecoder([0, 1]), 0, null, default));
            foreach (var wrong in (int[])[-1, 3])
            {
                Assert.Throws<ArgumentOutOfRangeException>("start", () => run(stepping, wrong, null, default));
                Assert.Throws<ArgumentOutOfRangeException>("end", () => run(stepping, 0, wrong, default));
            }
        }
    }

    [Theory]
    [InlineData(float.NaN, 0, 1)]
    [InlineData(0, float.NaN, float.PositiveInfinity)]
    [InlineData(2, 1, float.NaN)]
    [InlineData(2, float.PositiveInfinity, 1)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity)]
    public void Logits_that_are_no_probabilities_are_reported(float a, float b, float c)
    {
        foreach (var run in Runs(3)) Assert.Throws<NotFiniteNumberException>(() => run(new LogitDecoder([a, b, c]), 0, null, default));
    }

    [Fact]
    public void Cancellation_ends_a_search_before_the_next_step()
    {
        foreach (var run in Runs(3))
        {
            using var source = new CancellationTokenSource();
            var steps = 0;
            var decoder = new LogitDecoder([0, 1, 2], _ =>
            {
                if (++steps == 3) source.Cancel();
            });
            Assert.Throws<OperationCanceledException>(() => run(decoder, 0, null, source.Token));
            Assert.InRange(steps, 3, 4); // a step of the beam is one of each of its two sequences
            Assert.Throws<OperationCanceledException>(() => run(decoder, 0, null, source.Token));
            Assert.InRange(steps, 3, 4);
        }
    }

    [Fact]
    public void A_search_that_was_not_completed_has_no_results()
    {
        var search = new BeamSearch<int>(3, 2, 5);
        Assert.Throws<ArgumentOutOfRangeException>("rank", () => search[0].Score);
        Assert.Equal(1, search.Search(Decoder, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("rank", () => search[1].Score);
        Assert.Throws<ArgumentOutOfRangeException>("rank", () => search[-1].Score);
        Assert.Throws<OperationCanceledException>(() => search.Search(Decoder, 0, 0, null, new CancellationToken(canceled: true)));
        Assert.Equal(0, search.Count);
        Assert.Throws<ArgumentOutOfRangeException>("rank", () => search[0].Score);
    }

    [Fact]
    public void Nothing_is_allocated_after_construction()
    {
        var greedy = new GreedySearch(4, 50);
        var sampling = new Sampling(4, 50, 1) { TopK = 3, TopP = 0.9 };
        var beam = new BeamSearch<int>(4, 3, 50, 2) { LengthPenalty = 0.6 };
        var decoder = new ProbabilityDecoder([0.1, 0.2, 0.3, 0.4], [0.3, 0.4, 0.2, 0.1]);
        using var source = new CancellationTokenSource();
        Assert.Equal(0, Allocations.Of(() =>
        {
            var state = 0;
            greedy.Generate(decoder, ref state, 1, 0, source.Token);
            sampling.Generate(decoder, ref state, 1, 0, source.Token);
            sampling.Generate(decoder, ref state, 1);
            beam.Search(decoder, state, 1, 0, source.Token);
            beam.Search(decoder, state, 1);
        }));
    }

    /// <summary>One call of each search, with 50 tokens at most.</summary>
    private static IEnumerable<Action<LogitDecoder, int, int?, CancellationToken>> Runs(int vocabulary)
    {
        foreach (SequenceGenerator generator in (SequenceGenerator[])[new GreedySearch(vocabulary, 50), new Sampling(vocabulary, 50, 1)])
        {
            yield return (decoder, start, end, cancellation) =>
            {
                var state = 0;
                generator.Generate(decoder, ref state, start, end, cancellation);
            };
        }

        var beam = new BeamSearch<int>(vocabulary, 2, 50);
        yield return (decoder, start, end, cancellation) => beam.Search(decoder, 0, start, end, cancellation);
    }
}
