using System.Diagnostics;

namespace RnnGen.Benchmarks.Limits;

/// <summary>Runs the same work on several threads at once.</summary>
internal static class Team
{
    // Results end up here, so that the work cannot be optimised away.
    private static float _sink;

    /// <summary>Seconds from the first start to the last end.</summary>
    /// <param name="threads">Number of threads; one is the caller's own.</param>
    /// <param name="work">Called on each thread with its number.</param>
    public static double Time(int threads, Func<int, float> work)
    {
        using var barrier = new Barrier(threads);
        var (starts, ends) = (new long[threads], new long[threads]);
        void Member(int id)
        {
            barrier.SignalAndWait();
            starts[id] = Stopwatch.GetTimestamp();
            var result = work(id);
            ends[id] = Stopwatch.GetTimestamp();
            Volatile.Write(ref _sink, result);
        }

        var others = Enumerable.Range(1, threads - 1).Select(id => new Thread(() => Member(id))).ToArray();
        foreach (var thread in others) thread.Start();
        Member(0);
        foreach (var thread in others) thread.Join();
        return Stopwatch.GetElapsedTime(starts.Min(), ends.Max()).TotalSeconds;
    }
}
