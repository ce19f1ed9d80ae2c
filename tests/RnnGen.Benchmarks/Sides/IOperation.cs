namespace RnnGen.Benchmarks.Sides;

/// <summary>What one side does in one phase.</summary>
internal interface IOperation : ITimed
{
    /// <summary>
    /// The same call with dropout off and without changing a weight: its results by name (<c>output</c>, <c>loss</c>,
    /// <c>input.grad</c>, <c>gru1.weight_ih_l0.grad</c>), which must be those of the other sides.
    /// </summary>
    IReadOnlyDictionary<string, float[]> Compute();

    /// <summary>Bytes that a call writes in one of its parts and reads in a later one; 0 for a call of one part.</summary>
    double KeptBytes => 0;
}
