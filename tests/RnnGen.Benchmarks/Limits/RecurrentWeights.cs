namespace RnnGen.Benchmarks.Limits;

/// <summary>The recurrent weights of one layer in one direction.</summary>
/// <param name="Gates">Sums of a unit: four of an LSTM, three of a GRU, one of a plain cell.</param>
/// <param name="Units">Size of the state.</param>
internal readonly record struct RecurrentWeights(int Gates, int Units)
{
    /// <summary>Number of weights, which every step multiplies by.</summary>
    public double Length => (double)Gates * Units * Units;

    /// <param name="weights">Weights in PyTorch's names.</param>
    public static IEnumerable<RecurrentWeights> Of(TensorBlock<float> weights) =>
        weights.Tensors.Where(t => IsRecurrent(t.Name)).Select(t => new RecurrentWeights(t.Shape[0] / t.Shape[1], t.Shape[1]));

    /// <param name="name">The name of a tensor, in PyTorch's words.</param>
    public static bool IsRecurrent(string name) => name.Contains(".weight_hh_", StringComparison.Ordinal);
}
