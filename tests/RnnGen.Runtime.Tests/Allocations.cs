namespace RnnGen.Runtime.Tests;

internal static class Allocations
{
    /// <summary>Bytes that this thread allocates in an action that has run before.</summary>
    public static long Of(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
