namespace RnnGen;

/// <summary>
/// Long short-term memory with a forget gate (Hochreiter and Schmidhuber 1997; Gers et al. 2000). Keras: <c>LSTM</c>; PyTorch:
/// <c>nn.LSTM</c>, whose gate order, two biases and weight layout it has unless its family says otherwise.
/// </summary>
/// <param name="units">Size of the cell state, and of the hidden state unless it is projected; at least 1. Keras: <c>units</c>; PyTorch: <c>hidden_size</c>.</param>
public sealed class LstmAttribute(int units) : GatedAttribute(units)
{
    /// <summary>
    /// The activation of the cell state on its way to the hidden state. Default: <see cref="RecurrentAttribute.Activation"/>, as in Keras.
    /// ONNX: the third of <c>activations</c>.
    /// </summary>
    public Activation CellActivation { get; set; } = Activation.Tanh;

    /// <summary>α of <see cref="CellActivation"/>. Default: the activation's. ONNX: <c>activation_alpha</c>.</summary>
    public double CellActivationAlpha { get; set; }

    /// <summary>β of <see cref="CellActivation"/>. Default: the activation's. ONNX: <c>activation_beta</c>.</summary>
    public double CellActivationBeta { get; set; }

    /// <summary>
    /// Whether the gates see the cell state (Gers et al. 2002), input and forget gate the old one, the output gate the new one, through the
    /// vectors <c>weight_ci</c>, <c>weight_cf</c> and <c>weight_co</c>. Default: false. ONNX: <c>P</c>.
    /// </summary>
    public bool Peepholes { get; set; }

    /// <summary>
    /// Size of the hidden state where a product makes it from the cell's output (Sak et al. 2014), less than the units; the parameter is
    /// <c>weight_hr</c> [size, units]. Default: 0, no projection. PyTorch: <c>proj_size</c>.
    /// </summary>
    public int ProjectionSize { get; set; }

    /// <summary>
    /// Whether the cell forgets just what it takes in, f = 1 − i (Greff et al. 2017); the weights then have no rows for f. Default: false.
    /// ONNX: <c>input_forget</c>.
    /// </summary>
    public bool CoupledGates { get; set; }

    /// <summary>
    /// Whether the products of the input, those of the hidden state, and the cell state on its way to the output are normalized (Ba, Kiros and
    /// Hinton 2016), with gains and biases <c>norm_ih</c>, <c>norm_hh</c> and <c>norm_c</c>, which stand for all other biases. Default: false.
    /// </summary>
    public bool LayerNorm { get; set; }

    /// <summary>Bound of the cell state, applied at every step. Default: 0, none. TensorFlow Lite: <c>cell_clip</c>; cuDNN: its clip.</summary>
    public float ClipCell { get; set; }

    /// <summary>
    /// Whether the bias of the forget gate starts at 1 (Jozefowicz et al. 2015). Default: the family's, true for Keras only. Keras:
    /// <c>unit_forget_bias</c>.
    /// </summary>
    public bool UnitForgetBias { get; set; }
}
