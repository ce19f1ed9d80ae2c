using RnnGen.Decoding;

namespace RnnGen.Runtime.Tests.Decoding;

public class SamplingTests
{
    private const int Draws = 40_000;

    /// <summary>Not in order, so that the order of tokens is not that of their probabilities.</summary>
    private static readonly double[] Probabilities = [0.0625, 0.25, 0.03125, 0.5, 0.03125, 0.125];

    // What χ² with 1 … 5 degrees of freedom exceeds once in 100,000.
    private static readonly double[] ChiSquareBounds = [0, 19.51, 23.03, 25.90, 28.47, 30.86];

    [Fact]
    public void Tokens_come_as_often_as_softmax_says() => AssertFrequencies(New(), Probabilities);

    [Fact]
    public void Temperature_is_an_exponent_of_the_probabilities()
    {
        AssertFrequencies(New(temperature: 2), [.. Probabilities.Select(Math.Sqrt)]);
        AssertFrequencies(New(temperature: 0.5), [.. Probabilities.Select(p => p * p)]);
    }

    [Theory]
    [InlineData(1, 0b001000)]
    [InlineData(2, 0b001010)]
    [InlineData(5, 0b101111)] // of the equal tokens 2 and 4 the lower one
    public void Top_k_keeps_the_most_probable(int k, int kept) => AssertFrequencies(New(topK: k), Only(kept));

    [Theory]
    [InlineData(1e-300, 0b001000)]
    [InlineData(0.49, 0b001000)]
    [InlineData(0.51, 0b001010)] // the token that crosses p belongs to it
    [InlineData(0.76, 0b101010)]
    [InlineData(0.95, 0b101111)]
    [InlineData(0.98, 0b111111)]
    public void Top_p_keeps_the_nucleus(double p, int kept) => AssertFrequencies(New(topP: p), Only(kept));

    [Fact]
    public void Top_p_counts_the_probabilities_among_top_k_and_after_temperature()
    {
        // Among three: 4/7, 2/7, 1/7.
        AssertFrequencies(New(topK: 3, topP: 0.55), Only(0b001000));
        AssertFrequencies(New(topK: 3, topP: 0.6), Only(0b001010));

        // Squared, over their sum of 0.33398: 0.7485, 0.1871 …
        AssertFrequencies(New(temperature: 0.5, topP: 0.74), Only(0b001000));
    }

    [Theory]
    [InlineData(1, 1.0, 1.0)]
    [InlineData(30, 1e-300, 1.0)]
    [InlineData(30, 1.0, 1e-9)]
    [InlineData(30, 1.0, double.Epsilon)]
    public void Limits_are_greedy_search(int topK, double topP, double temperature)
    {
        var decoder = new TableDecoder(30, 4);
        var (greedy, sampled) = (default(TableDecoder.State), default(TableDecoder.State));
        var sampling = new Sampling(30, 12, 3) { TopK = topK, TopP = topP, Temperature = temperature };
        var expected = new GreedySearch(30, 12).Generate(decoder, ref greedy, 1, end: 0);
        Assert.Equal(expected.ToArray(), sampling.Generate(decoder, ref sampled, 1, end: 0).ToArray());
    }

    [Fact]
    public void Impossible_tokens_never_come()
    {
        double[] probabilities = [0, 0.5, 0, 0.5];
        AssertFrequencies(new Sampling(4, Draws, 1), probabilities, probabilities);
        AssertFrequencies(new Sampling(4, Draws, 1) { TopK = 3 }, probabilities, probabilities);
        AssertFrequencies(new Sampling(4, Draws, 1) { TopP = 0.9999 }, probabilities, probabilities);
    }

    [Fact]
    public void A_seed_fixes_the_tokens_and_calls_continue_its_numbers()
    {
        var sampling = new Sampling(6, 50, 8);
        var (first, second) = (Run(sampling), Run(sampling));
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, Run(new Sampling(6, 50, 9)));
        Assert.Equal([.. first, .. second], Run(new Sampling(6, 100, 8)));
        sampling.Reset(8);
        Assert.Equal(first, Run(sampling));
    }

    [Fact]
    public void The_end_symbol_ends_it()
    {
        var tokens = Run(New(), end: 3);
        Assert.InRange(tokens.Length, 0, Draws - 1);
        Assert.DoesNotContain(3, tokens);
        Assert.Equal(Run(New()).TakeWhile(token => token != 3), tokens);
    }

    [Fact]
    public void Wrong_settings_are_refused()
    {
        var sampling = new Sampling(6, 5, 1);
        foreach (var temperature in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>("Temperature", () => sampling.Temperature = temperature);
        }

        foreach (var k in (int[])[0, -1, 7]) Assert.Throws<ArgumentOutOfRangeException>("TopK", () => sampling.TopK = k);
        foreach (var p in (double[])[0, -1, 1.01, double.NaN]) Assert.Throws<ArgumentOutOfRangeException>("TopP", () => sampling.TopP = p);
        Assert.Equal((1, 6, 1), (sampling.Temperature, sampling.TopK, sampling.TopP));
    }

    private static Sampling New(double temperature = 1, int topK = 6, double topP = 1) =>
        new(6, Draws, 2024) { Temperature = temperature, TopK = topK, TopP = topP };

    /// <summary>The probabilities of the tokens whose digit is 1, token 0 the last digit; 0 for the others.</summary>
    private static double[] Only(int kept) => [.. Probabilities.Select((p, token) => (kept >> token & 1) * p)];

    private static int[] Run(Sampling sampling, int? end = null)
    {
        var state = 0;
        return sampling.Generate(new ProbabilityDecoder(Probabilities), ref state, 0, end).ToArray();
    }

    private static void AssertFrequencies(Sampling sampling, double[] weights) => AssertFrequencies(sampling, weights, Probabilities);

    private static void AssertFrequencies(Sampling sampling, double[] weights, double[] probabilities)
    {
        var state = 0;
        var counts = new int[weights.Length];
        foreach (var token in sampling.Generate(new ProbabilityDecoder(probabilities), ref state, 0)) counts[token]++;
        var (chiSquare, sum) = (0.0, weights.Sum());
        for (var token = 0; token < weights.Length; token++)
        {
            var expected = Draws * weights[token] / sum;
            if (expected == 0) Assert.Equal(0, counts[token]);
            else chiSquare += (counts[token] - expected) * (counts[token] - expected) / expected;
        }

        Assert.InRange(chiSquare, 0, ChiSquareBounds[weights.Count(weight => weight > 0) - 1]);
    }
}
