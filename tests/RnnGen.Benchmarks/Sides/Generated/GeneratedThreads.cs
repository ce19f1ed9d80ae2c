namespace RnnGen.Benchmarks.Sides.Generated;

/// <summary>The threads of generated code: those of every workspace of a run.</summary>
internal static class GeneratedThreads
{
    /// <summary>How many threads do a call together; set before the first workspace is made.</summary>
    public static int Count { get; set; } = 1;

    /// <summary>Gives a workspace the threads of the run.</summary>
    public static TWorkspace With<TWorkspace>(TWorkspace workspace)
        where TWorkspace : ModelWorkspace
    {
        workspace.Threads = Count;
        return workspace;
    }
}
