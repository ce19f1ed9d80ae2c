using System.Runtime.InteropServices;

namespace RnnGen.Threading;

/// <summary>
/// A number that one thread advances and others wait for. They look out for it for somewhat longer than falling asleep and waking up
/// takes, since shares are seldom equal, and then sleep; where there are more threads than processors they sleep at once, since the thread
/// that they wait for may need theirs. Nothing is allocated.
/// </summary>
internal sealed class WaitPoint
{
    /// <summary>How often to look before falling asleep, some forty nanoseconds each.</summary>
    private const int Spins = 5000;

    private readonly object _gate = new();
    private Numbers _numbers;

    /// <summary>The number as it is.</summary>
    public int Value => Volatile.Read(ref _numbers.Value);

    /// <summary>Adds one and wakes those who sleep; what this thread wrote before is seen by whoever sees the new number.</summary>
    public void Advance()
    {
        // A full fence: either a sleeper sees the new number, or this sees the sleeper.
        Interlocked.Increment(ref _numbers.Value);
        if (Volatile.Read(ref _numbers.Sleepers) == 0) return;
        lock (_gate) Monitor.PulseAll(_gate);
    }

    /// <summary>Returns when the number is another.</summary>
    /// <param name="value">The number to wait for the end of.</param>
    /// <param name="threads">How many threads are at work.</param>
    public void WaitWhile(int value, int threads)
    {
        var spins = threads <= Environment.ProcessorCount ? Spins : 1;
        for (var i = 0; i < spins; i++)
        {
            if (Value != value) return;
            Thread.SpinWait(1);
        }

        lock (_gate)
        {
            Interlocked.Increment(ref _numbers.Sleepers);
            while (Value == value) Monitor.Wait(_gate);
            Interlocked.Decrement(ref _numbers.Sleepers);
        }
    }

    /// <summary>On cache lines that nobody else writes to.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Numbers
    {
        [FieldOffset(128)]
        public int Value;

        [FieldOffset(132)]
        public int Sleepers;
    }
}
