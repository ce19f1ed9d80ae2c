namespace RnnGen.Benchmarks.Limits;

/// <summary>How many bytes of weights a call reads at least, and which memory holds them meanwhile.</summary>
/// <param name="Bytes">
/// Bytes read: recurrent weights at every step, since the next state needs all of them; others at least once, however large the batch;
/// of an embedding only rows, which are left out.
/// </param>
/// <param name="Resident">Bytes read over and over: the largest recurrent matrix; all weights where a call is one step.</param>
internal sealed record WeightTraffic(double Bytes, double Resident)
{
    /// <summary>What is read over and over, in whole KiB.</summary>
    public int Kibibytes => (int)Math.Ceiling(Resident / 1024);

    /// <param name="weights">Weights in PyTorch's names.</param>
    /// <param name="steps">Time steps of a call.</param>
    /// <param name="training">Whether backward reads them a second time, transposed.</param>
    /// <param name="precision">How products read theirs.</param>
    public static WeightTraffic Of(TensorBlock<float> weights, int steps, bool training, WeightPrecision precision)
    {
        double bytes = 0, recurrent = 0, all = 0;
        foreach (var tensor in weights.Tensors.Where(t => !t.Name.StartsWith("embedding", StringComparison.Ordinal)))
        {
            var size = (double)(tensor.Shape.Length > 1 ? BytesOf(precision) : sizeof(float)) * tensor.Length;
            var isRecurrent = RecurrentWeights.IsRecurrent(tensor.Name);
            bytes += size * (isRecurrent ? steps : 1);
            all += size;
            if (isRecurrent) recurrent = Math.Max(recurrent, size);
        }

        return new(bytes * (training ? 2 : 1), steps == 1 ? all : recurrent);
    }

    /// <summary>Of a peer without rounded weights, which takes all layers step by step: it reads all of them over and over.</summary>
    public static WeightTraffic OfStep(TensorBlock<float> weights) => Of(weights, steps: 1, training: false, WeightPrecision.Exact);

    private static int BytesOf(WeightPrecision precision) => precision switch
    {
        WeightPrecision.Bf16 => 2,
        WeightPrecision.Int8 => 1,
        _ => sizeof(float),
    };
}
