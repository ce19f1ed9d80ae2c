using System.ComponentModel;

namespace RnnGen.Numerics;

/// <summary>
/// Which sample of the caller each row of a step belongs to, and how many rows a step has. Where samples have lengths, those with more
/// steps come first: the samples that are still there at a step are the first of its rows, so that a plane may leave out the others
/// altogether and lie without gaps, the rows of a step behind those of the step before. A number of samples converts to the caller's own
/// order. For generated code; arguments are not checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct SampleOrder
{
    private readonly int* _samples;
    private readonly int* _lengths;

    /// <summary>The order that <see cref="Sort"/> leaves in the memory of a workspace.</summary>
    /// <param name="memory">Memory for two numbers a sample, aligned to 8 bytes.</param>
    /// <param name="batch">Number of samples.</param>
    public SampleOrder(void* memory, int batch)
        : this((int*)memory, (int*)memory + batch, batch)
    {
    }

    private SampleOrder(int* samples, int* lengths, int batch)
    {
        _samples = samples;
        _lengths = lengths;
        Batch = batch;
    }

    /// <summary>Number of samples.</summary>
    public int Batch { get; }

    /// <summary>The same order of samples, with a row for each of them at every step.</summary>
    public SampleOrder All => new(_samples, null, Batch);

    /// <summary>The caller's sample of a row.</summary>
    /// <param name="row">The row among those of its step.</param>
    public int this[int row] => _samples is null ? row : _samples[row];

    /// <summary>All samples in the caller's order.</summary>
    /// <param name="batch">Number of samples.</param>
    public static implicit operator SampleOrder(int batch) => new(null, null, batch);

    /// <summary>Puts the samples in the order of descending lengths; those of one length stay in the caller's order.</summary>
    /// <param name="lengths">Number of steps of each sample, at most <paramref name="steps"/>; null where all have all.</param>
    /// <param name="steps">Number of steps.</param>
    public void Sort(int* lengths, int steps)
    {
        // One number a sample, which says first what it misses and then which it is: no two are equal.
        var keys = (long*)_samples;
        for (var b = 0; b < Batch; b++) keys[b] = ((long)(lengths is null ? 0 : steps - lengths[b]) << 32) | (uint)b;
        new Span<long>(keys, Batch).Sort();

        // The samples' numbers move up front, over keys that have been read; the lengths take what is left.
        for (var row = 0; row < Batch; row++) _samples[row] = (int)(uint)keys[row];
        for (var row = 0; row < Batch; row++) _lengths[row] = lengths is null ? steps : lengths[_samples[row]];
    }

    /// <summary>Some of the samples, with a row for each of them at every step.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">Number of samples.</param>
    public SampleOrder Part(int first, int count) => new(_samples + first, null, count);

    /// <summary>How many rows a step has: the samples that are longer than the steps before it.</summary>
    /// <param name="step">The step.</param>
    public int RowsAt(int step)
    {
        if (_lengths is null) return Batch;
        var (least, most) = (0, Batch);
        while (least < most)
        {
            var middle = (least + most) / 2;
            if (_lengths[middle] > step) least = middle + 1;
            else most = middle;
        }

        return least;
    }

    /// <summary>How many rows all steps before one have together.</summary>
    /// <param name="step">The step.</param>
    public nint RowsBefore(int step)
    {
        if (_lengths is null) return (nint)step * Batch;
        nint rows = 0;
        for (var row = 0; row < Batch; row++) rows += Math.Min(_lengths[row], step);
        return rows;
    }

    /// <summary>
    /// A worker's part of the samples for some steps: so many of them in a row that everyone has about the same number of rows. Who has
    /// the last gets those as well that have none.
    /// </summary>
    /// <param name="worker">The worker.</param>
    /// <param name="first">The first step.</param>
    /// <param name="count">Number of steps.</param>
    /// <returns>The first of its samples and how many they are, maybe none.</returns>
    public (int First, int Count) ShareSamples(Worker worker, int first, int count)
    {
        var total = (int)(RowsBefore(first + count) - RowsBefore(first));
        if (total == 0) return worker.Share(Batch);
        var (before, rows) = worker.Share(total);
        var start = SampleAfter(before, first, count);
        return (start, (before + rows == total ? Batch : SampleAfter(before + rows, first, count)) - start);
    }

    /// <summary>A worker's part of some steps: so many of them in a row that everyone has about the same number of rows.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="first">The first step.</param>
    /// <param name="count">Number of steps.</param>
    /// <returns>The first of its steps, counted from <paramref name="first"/>, and how many they are, maybe none.</returns>
    public (int First, int Count) ShareSteps(Worker worker, int first, int count)
    {
        var total = (int)(RowsBefore(first + count) - RowsBefore(first));
        if (total == 0) return worker.Share(count);
        var (before, rows) = worker.Share(total);
        var start = StepAfter(before, first, count);
        return (start, (before + rows == total ? count : StepAfter(before + rows, first, count)) - start);
    }

    /// <summary>The sample whose rows begin next to so many, where those of a sample follow on those of the one before.</summary>
    private int SampleAfter(int rows, int first, int count)
    {
        var (sample, before) = (0, 0);
        for (; sample < Batch; sample++)
        {
            var own = Math.Clamp(_lengths[sample] - first, 0, count);
            if (before + (own / 2) >= rows) break;
            before += own;
        }

        return sample;
    }

    private int StepAfter(int rows, int first, int count)
    {
        var (step, before) = (0, 0);
        for (; step < count; step++)
        {
            var own = RowsAt(first + step);
            if (before + (own / 2) >= rows) break;
            before += own;
        }

        return step;
    }
}
