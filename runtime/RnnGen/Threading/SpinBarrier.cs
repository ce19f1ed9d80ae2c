using System.Runtime.InteropServices;

namespace RnnGen.Threading;

/// <summary>
/// Where threads wait for one another: some ten nanoseconds, if all come at once. Who waits for longer than it takes to wake up falls
/// asleep, since then somebody else needs the processor, maybe the very thread it waits for.
/// </summary>
internal sealed class SpinBarrier
{
    private readonly WaitPoint _next = new();
    private Counters _counters;

    /// <summary>Returns when so many threads have called it.</summary>
    /// <param name="count">Number of threads, the same for each.</param>
    public void Meet(int count)
    {
        var round = _next.Value;
        if (Interlocked.Increment(ref _counters.Arrived) == count)
        {
            _counters.Arrived = 0;
            _next.Advance();
        }
        else
        {
            _next.WaitWhile(round, count);
        }
    }

    /// <summary>On a cache line of its own, so that those who arrive do not disturb those who look out for the next round.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Counters
    {
        [FieldOffset(128)]
        public int Arrived;
    }
}
