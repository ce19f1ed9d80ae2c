namespace RnnGen;

/// <summary>How the losses of all samples, steps and outputs become one number.</summary>
public enum Reduction
{
    /// <summary>Their sum divided by their number. PyTorch: <c>reduction="mean"</c>; Keras: <c>sum_over_batch_size</c>.</summary>
    Mean,

    /// <summary>Their sum. PyTorch and Keras: <c>reduction="sum"</c>.</summary>
    Sum,
}
