namespace RnnGen.Benchmarks.Sides;

/// <summary>Something whose calls are timed, with weights, data and buffers of its own.</summary>
internal interface ITimed : IDisposable
{
    /// <summary>The call that is timed: as a user would make it, dropout on.</summary>
    void Run();

    /// <summary>Run so many times; overridden where a call is so short that finding its method would show.</summary>
    void Repeat(int calls)
    {
        for (var i = 0; i < calls; i++) Run();
    }
}
