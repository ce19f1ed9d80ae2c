namespace RnnGen.Decoding;

/// <summary>Up to a number of sequences of equal length that have not ended, the most probable first.</summary>
internal sealed class Beam<TState>(int width, int maxLength)
    where TState : struct
{
    private readonly TState[] _states = new TState[width];
    private readonly double[] _logProbabilities = new double[width];
    private readonly int[] _tokens = new int[checked(width * maxLength)];

    public int Count { get; private set; }

    /// <summary>Tokens of each sequence.</summary>
    public int Length { get; private set; }

    public ref TState State(int index) => ref _states[index];

    public double LogProbability(int index) => _logProbabilities[index];

    public ReadOnlySpan<int> Tokens(int index) => _tokens.AsSpan(index * maxLength, Length);

    public void Clear(int length) => (Count, Length) = (0, length);

    /// <summary>The empty sequence alone.</summary>
    public void Start(in TState state)
    {
        Clear(0);
        (_states[0], _logProbabilities[0]) = (state, 0);
        Count = 1;
    }

    /// <summary>Adds a sequence of another beam with one token more.</summary>
    public void Add(Beam<TState> parents, int parent, int token, double logProbability)
    {
        (_states[Count], _logProbabilities[Count]) = (parents._states[parent], logProbability);
        var tokens = _tokens.AsSpan(Count * maxLength, Length);
        parents.Tokens(parent).CopyTo(tokens);
        tokens[^1] = token;
        Count++;
    }
}
