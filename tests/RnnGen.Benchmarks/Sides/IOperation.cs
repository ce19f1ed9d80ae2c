namespace RnnGen.Benchmarks.Sides;

/// <summary>What one side does in one phase, with weights, data and buffers of its own.</summary>
internal interface IOperation : IDisposable
{
    /// <summary>The call that is timed: as a user would make it, dropout on.</summary>
    void Run();

    /// <summary>Run so many times; overridden where a call is so short that finding its method would show.</summary>
    void Repeat(int calls)
    {
        for (var i = 0; i < calls; i++) Run();
    }

    /// <summary>
    /// The same call with dropout off and without changing a weight: its results by name (<c>output</c>, <c>loss</c>,
    /// <c>input.grad</c>, <c>gru1.weight_ih_l0.grad</c>), which must be those of the other sides.
    /// </summary>
    IReadOnlyDictionary<string, float[]> Compute();
}
