using System.ComponentModel;
using RnnGen.Threading;

namespace RnnGen.Numerics;

/// <summary>
/// The threads that help with a call: one team for the process, started when first needed. Between calls they look out for the next
/// one for some microseconds and then sleep. A caller who finds the team busy works alone, with the same results. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class ThreadTeam
{
    private static readonly ThreadTeam Shared = new();

    private readonly SpinBarrier _barrier = new();
    private readonly List<Helper> _helpers = [];
    private int _isBusy;

    private ThreadTeam()
    {
    }

    /// <summary>Does a call with so many threads, the caller's among them. Allocates nothing, unless the team has to grow.</summary>
    /// <param name="threads">How many threads at the most, positive.</param>
    /// <param name="body">What every thread runs; it must not throw.</param>
    /// <param name="call">What the body works on.</param>
    public static void Run(int threads, delegate*<void*, Worker, void> body, void* call)
    {
        if (threads <= 1 || Interlocked.CompareExchange(ref Shared._isBusy, 1, 0) != 0)
        {
            body(call, default);
            return;
        }

        Shared.RunTogether(threads, body, call);
        Volatile.Write(ref Shared._isBusy, 0);
    }

    internal void Meet(int count) => _barrier.Meet(count);

    private void RunTogether(int threads, delegate*<void*, Worker, void> body, void* call)
    {
        while (_helpers.Count < threads - 1) _helpers.Add(new Helper(_helpers.Count + 2));
        for (var i = 1; i < threads; i++) _helpers[i - 1].Start(body, call, new Worker(this, i, threads));
        body(call, new Worker(this, 0, threads));
        for (var i = 1; i < threads; i++) _helpers[i - 1].Wait();
    }
}
