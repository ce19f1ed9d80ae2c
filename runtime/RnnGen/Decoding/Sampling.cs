namespace RnnGen.Decoding;

/// <summary>
/// Chooses tokens at random, with the probabilities softmax(logits / <see cref="Temperature"/>), among the <see cref="TopK"/> most
/// probable (Fan, Lewis and Dauphin, 2018), and among these in the nucleus of probability <see cref="TopP"/> (Holtzman et al., 2020). The
/// same seed, settings and logits give the same tokens.
/// </summary>
public sealed class Sampling : SequenceGenerator
{
    private readonly double[] _weights;
    private readonly int[] _order;
    private readonly PriorityQueue<int, (float, int)> _queue;
    private CounterRandom _random;
    private long _draws;

    /// <summary>Allocates what sampling needs.</summary>
    /// <param name="vocabulary">Number of tokens.</param>
    /// <param name="maxLength">Largest number of tokens of a sequence.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Sampling(int vocabulary, int maxLength, ulong seed)
        : base(vocabulary, maxLength)
    {
        _weights = new double[vocabulary];
        _order = new int[vocabulary];
        _queue = new PriorityQueue<int, (float, int)>(vocabulary);
        TopK = vocabulary;
        Reset(seed);
    }

    /// <summary>
    /// What logits are divided by: below 1 the probable becomes more probable, towards 0 as in <see cref="GreedySearch"/>. At first 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Temperature
    {
        get;
        set => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Temperature), value, "Has to be positive and finite.");
    } = 1;

    /// <summary>How many of the most probable tokens can be chosen; of equals, the lower ones. At first all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 1 and the vocabulary.</exception>
    public int TopK
    {
        get;
        set => field = value >= 1 && value <= Vocabulary
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TopK), value, $"Has to be between 1 and {Vocabulary}.");
    }

    /// <summary>
    /// Only the most probable tokens whose probabilities add up to this much can be chosen, the one with which the sum reaches it
    /// included. The probabilities are those after <see cref="Temperature"/> and <see cref="TopK"/>. At first 1: all.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0 and at most 1.</exception>
    public double TopP
    {
        get;
        set => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TopP), value, "Has to be greater than 0 and at most 1.");
    } = 1;

    /// <summary>Starts the random numbers anew, as if the object had been made with this seed.</summary>
    /// <param name="seed">Any number.</param>
    public void Reset(ulong seed) => (_random, _draws) = (new CounterRandom(seed, 0), 0);

    private protected override int Choose(ReadOnlySpan<float> logits)
    {
        double largest = logits[Logits.ArgMax(logits)], mass = 0;
        for (var token = 0; token < logits.Length; token++)
        {
            mass += _weights[token] = Math.Exp((logits[token] - largest) / Temperature);
        }

        var all = TopK == Vocabulary && TopP == 1;
        if (!all) mass = Restrict(logits, mass);

        // The same sum in the same order ends at mass, and a number below 1 times mass is less: the loop ends, at a token of weight > 0.
        var target = _random.Unit(_draws++) * mass;
        var sum = 0.0;
        for (var rank = 0; ; rank++)
        {
            var token = all ? rank : _order[rank];
            sum += _weights[token];
            if (sum > target) return token;
        }
    }

    /// <summary>Leaves the tokens that can be chosen in <see cref="_order"/>, the most probable first, and returns their weight.</summary>
    private double Restrict(ReadOnlySpan<float> logits, double total)
    {
        _queue.Clear();
        for (var token = 0; token < logits.Length; token++) _queue.Enqueue(token, (-logits[token], token));
        var ordered = 0;
        if (TopK < Vocabulary)
        {
            for (total = 0; ordered < TopK; ordered++) total += _weights[_order[ordered] = _queue.Dequeue()];
        }

        var mass = 0.0;
        for (var kept = 0; kept < TopK && (kept == 0 || mass < TopP * total); kept++)
        {
            if (kept == ordered) _order[ordered++] = _queue.Dequeue();
            mass += _weights[_order[kept]];
        }

        return mass;
    }
}
