namespace RnnGen;

/// <summary>
/// Whose variant of a layer is meant. Layers of one name compute different things in different frameworks; a family settles every detail
/// that no argument names. Parameters have PyTorch's names and orientation in all of them.
/// </summary>
public enum Family
{
    /// <summary>
    /// PyTorch: two biases per gate, everything drawn from U(±1/√H). LSTM: gates in the order input, forget, cell, output. GRU: reset,
    /// update, new; reset after the product. Outputs of masked steps are zero.
    /// </summary>
    PyTorch,

    /// <summary>
    /// Keras: one bias per gate, two in a GRU with the reset after the product; Glorot uniform kernel, orthogonal recurrent kernel, zero
    /// biases but a forget gate that starts at 1. LSTM: input, forget, cell, output. GRU: update, reset, new; reset after the product. A
    /// dropout mask on the input lasts for the sequence. Masked steps repeat the output before them, in both directions give zero. A Keras
    /// file holds the transposes of <c>weight_ih</c> and <c>weight_hh</c>, and a GRU's two biases as one [2, 3H].
    /// </summary>
    Keras,

    /// <summary>
    /// ONNX: two biases per gate (Wb and Rb, one after the other in B), drawn as PyTorch draws. LSTM: input, output, forget, cell; its
    /// P is w_ci, w_co, w_cf. GRU: update, reset, new; reset before the product (<c>linear_before_reset=0</c>).
    /// </summary>
    Onnx,

    /// <summary>
    /// The equations as tutorials write them: one bias per gate, none in a GRU; weights from N(0, 0.01²), biases zero. LSTM: forget, input,
    /// cell, output. GRU: reset, update, new; reset before the product, and the update gate takes the new state (Chung et al. 2014).
    /// </summary>
    Tutorial,
}
