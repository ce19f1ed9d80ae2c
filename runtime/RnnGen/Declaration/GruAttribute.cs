namespace RnnGen;

/// <summary>
/// Gated recurrent unit (Cho et al. 2014). Keras: <c>GRU</c>; PyTorch: <c>nn.GRU</c>, whose gate order, two biases and weight layout it has
/// unless its family says otherwise.
/// </summary>
/// <param name="units">Size of the hidden state, at least 1. Keras: <c>units</c>; PyTorch: <c>hidden_size</c>.</param>
public sealed class GruAttribute(int units) : GatedAttribute(units)
{
    /// <summary>
    /// Whether the reset gate acts on the recurrent product, r ⊙ (U·h + c), rather than on the state before it, U·(r ⊙ h). Neither can be
    /// converted to the other. Default: the family's, true for PyTorch and Keras. Keras: <c>reset_after</c>; ONNX:
    /// <c>linear_before_reset</c>.
    /// </summary>
    public bool ResetAfter { get; set; } = true;

    /// <summary>What an open update gate does. Default: the family's, <see cref="UpdateGateKind.KeepsOld"/> but for the tutorial's.</summary>
    public UpdateGateKind UpdateGate { get; set; }
}
