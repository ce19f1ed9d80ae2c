namespace RnnGen.Training;

/// <summary>The order of the samples in an epoch, cut into batches. It depends on seed and epoch only.</summary>
internal sealed class SampleOrder(int count, int batchSize, bool shuffle, ulong seed)
{
    private readonly int[] _order = new int[count];

    /// <summary>Batches of an epoch; the last one holds what is left.</summary>
    public int Batches { get; } = (count + batchSize - 1) / batchSize;

    /// <summary>The samples of a batch of the epoch of the last <see cref="Prepare"/>.</summary>
    public ReadOnlySpan<int> this[int batch] => _order.AsSpan(batch * batchSize, Math.Min(batchSize, count - (batch * batchSize)));

    /// <summary>Puts the samples in the order of an epoch: Fisher and Yates' shuffle, from the identity.</summary>
    public void Prepare(int epoch)
    {
        for (var i = 0; i < _order.Length; i++) _order[i] = i;
        if (!shuffle) return;
        var random = new CounterRandom(seed, (ulong)epoch);
        for (var i = _order.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1, i);
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }
    }
}
