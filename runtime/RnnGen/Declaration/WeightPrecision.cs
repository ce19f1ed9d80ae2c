namespace RnnGen;

/// <summary>How exactly the matrix products of a model that only predicts read their weights.</summary>
/// <remarks>
/// A prediction of one sample reads every weight once and does little with it, so beyond the nearest caches its time is that of reading: fewer bytes
/// are less time. Parameters and files stay in single precision; what is rounded is the copy that kernels read. Sums, biases, tables and what works
/// element by element are not rounded.
/// </remarks>
public enum WeightPrecision
{
    /// <summary>As they are.</summary>
    Exact,

    /// <summary>
    /// Rounded to bfloat16, 8 significant bits: 2 bytes each, a relative error of at most 2⁻⁸. What a product adds up is off by at most 2⁻⁸ of the sum of
    /// its terms' magnitudes. PyTorch: weights as <c>torch.bfloat16</c>, products in <c>float32</c>.
    /// </summary>
    Bf16,

    /// <summary>
    /// Rounded to multiples of a scale, −127 … 127 of them: 1 byte each. All weights that add up to one unit of a product share the scale, 1/127 of the
    /// largest of their magnitudes, so each is off by at most 1/254 of that, however small it is itself. What a product adds up is off by at most that
    /// times the sum of its left operand's magnitudes. PyTorch: <c>torch.qint8</c> per channel, symmetric, weights alone; sums in <c>float32</c>.
    /// </summary>
    Int8,
}
