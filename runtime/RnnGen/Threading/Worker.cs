using System.ComponentModel;

namespace RnnGen.Numerics;

/// <summary>
/// One of the threads that do a call together. Each runs the whole program and does its share of every node; where a node reads what
/// another thread wrote, all meet before it. The default value is a thread that works alone. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Worker
{
    private readonly ThreadTeam? _team;
    private readonly int _index;
    private readonly int _count;

    internal Worker(ThreadTeam team, int index, int count) => (_team, _index, _count) = (team, index, count);

    /// <summary>Whether it does what is not shared: true for exactly one of the threads.</summary>
    public bool IsFirst => _index == 0;

    /// <summary>Its part of some items in a row: as many for everyone, but for the rest of the division.</summary>
    /// <param name="items">How many there are for all.</param>
    /// <returns>The first of its items and how many they are, maybe none.</returns>
    public (int First, int Count) Share(int items)
    {
        if (_team is null) return (0, items);
        var first = (int)((long)items * _index / _count);
        return (first, (int)((long)items * (_index + 1) / _count) - first);
    }

    /// <summary>Its part of some items in a row that are better dealt out in blocks.</summary>
    /// <param name="items">How many there are for all.</param>
    /// <param name="block">Items per block; the last one may be smaller.</param>
    /// <returns>The first of its items and how many they are, maybe none.</returns>
    public (int First, int Count) Share(int items, int block)
    {
        if (_team is null) return (0, items);
        var (first, count) = Share((items + block - 1) / block);
        return (first * block, Math.Min(items, (first + count) * block) - (first * block));
    }

    /// <summary>
    /// Whether it has a part in one of several pieces of work of which none needs another. Where pieces of one size are as many for every thread, or
    /// there are no more samples than threads, nor than pieces, every piece is the work of one thread, who does it alone: it reads the weights for
    /// all samples, and meets nobody. Otherwise all do all pieces together.
    /// </summary>
    /// <param name="turn">Which of the pieces.</param>
    /// <param name="turns">How many there are.</param>
    /// <param name="even">Whether they are of one size.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="part">Who it is in this piece.</param>
    public bool Takes(int turn, int turns, bool even, int batch, out Worker part)
    {
        var alone = _count > 1 && ((even && turns % _count == 0) || (batch <= _count && batch <= turns));
        part = alone ? default : this;
        return !alone || turn % _count == _index;
    }

    /// <summary>Waits for the others: what any of them wrote before is seen by all behind it.</summary>
    public void Meet() => _team?.Meet(_count);
}
