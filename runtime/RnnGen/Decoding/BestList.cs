namespace RnnGen.Decoding;

/// <summary>The best of what was added, in falling order of scores; of equal ones the earlier is better. −∞ is never kept.</summary>
internal sealed class BestList<T>(int capacity)
{
    private readonly double[] _scores = new double[capacity];
    private readonly T[] _items = new T[capacity];

    public int Count { get; private set; }

    public bool IsFull => Count == _scores.Length;

    /// <summary>What a score has to exceed to be kept.</summary>
    public double Threshold => IsFull ? _scores[^1] : double.NegativeInfinity;

    public (double Score, T Item) this[int rank] => (_scores[rank], _items[rank]);

    public void Clear() => Count = 0;

    /// <summary>Adds what exceeds <see cref="Threshold"/>; the worst makes room if the list is full.</summary>
    public void Add(double score, T item)
    {
        var rank = IsFull ? Count - 1 : Count++;
        for (; rank > 0 && score > _scores[rank - 1]; rank--) (_scores[rank], _items[rank]) = (_scores[rank - 1], _items[rank - 1]);
        (_scores[rank], _items[rank]) = (score, item);
    }
}
