namespace RnnGen.Benchmarks.Limits;

/// <summary>The activations of recurrent cells in a call, which forward needs and backward finds kept.</summary>
/// <param name="Sigmoids">Sigmoids: three of an LSTM's unit, two of a GRU's.</param>
/// <param name="Tanhs">Hyperbolic tangents: two of an LSTM's unit, one of a GRU's and of a plain cell's.</param>
internal sealed record CellWork(double Sigmoids, double Tanhs)
{
    /// <param name="weights">Weights in PyTorch's names.</param>
    /// <param name="rows">Steps of all samples together.</param>
    public static CellWork Of(TensorBlock<float> weights, int rows)
    {
        double sigmoids = 0, tanhs = 0;
        foreach (var cell in RecurrentWeights.Of(weights))
        {
            var units = (double)cell.Units * rows;
            sigmoids += (cell.Gates - 1) * units;
            tanhs += cell.Gates == 4 ? 2 * units : units;
        }

        return new(sigmoids, tanhs);
    }
}
