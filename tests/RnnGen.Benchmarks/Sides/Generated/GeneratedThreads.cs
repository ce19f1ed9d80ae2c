namespace RnnGen.Benchmarks.Sides.Generated;

/// <summary>The threads of generated code.</summary>
internal static class GeneratedThreads
{
    /// <summary>Sets how many threads each call of a generated model uses; called once, before the first model is made.</summary>
    /// <returns>How many it will be: a call runs on the thread of its caller, whatever is wanted.</returns>
    public static int Set(int threads) => Math.Min(threads, 1);
}
