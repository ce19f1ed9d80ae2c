namespace RnnGen;

/// <summary>What the recurrent layers <see cref="RnnAttribute"/>, <see cref="LstmAttribute"/> and <see cref="GruAttribute"/> share.</summary>
/// <remarks>
/// A recurrent layer reads a sequence, so the layer before it returns one. Dropout acts in training only and scales what it
/// keeps by 1 / (1 − rate).
/// </remarks>
public abstract class RecurrentAttribute : LayerAttribute
{
    private protected RecurrentAttribute(int units) => Units = units;

    /// <summary>Size of the hidden state. Keras: <c>units</c>; PyTorch: <c>hidden_size</c>.</summary>
    public int Units { get; }

    /// <summary>
    /// Whether the next layer gets the last hidden state or that of every step. Default: <see cref="ReturnKind.Last"/>, as in
    /// Keras. Keras: <c>return_sequences</c>; PyTorch: a choice between <c>output</c> and <c>h_n</c>.
    /// </summary>
    public ReturnKind Return { get; set; } = ReturnKind.Last;

    /// <summary>
    /// Number of cells stacked on one another, each reading the hidden states of the one below. Default: 1. PyTorch:
    /// <c>num_layers</c>; Keras: as many layers with <c>return_sequences=True</c>.
    /// </summary>
    public int Layers { get; set; } = 1;

    /// <summary>Whether a second cell reads the sequence from its end. Default: false. PyTorch: <c>bidirectional</c>; Keras: <c>Bidirectional</c>.</summary>
    public bool Bidirectional { get; set; }

    /// <summary>How the outputs of the two directions become one. Default: <see cref="MergeKind.Concat"/>. Keras: <c>merge_mode</c>.</summary>
    public MergeKind Merge { get; set; }

    /// <summary>Whose variant of the layer it is: it decides what no other argument says. Default: <see cref="Family.PyTorch"/>.</summary>
    public Family Family { get; set; }

    /// <summary>Number of biases per gate. Default: the family's. PyTorch: <c>bias</c>; Keras: <c>use_bias</c>.</summary>
    public BiasKind Biases { get; set; }

    /// <summary>
    /// The activation of the candidate, tanh in the equations; of an <c>Rnn</c> that of the hidden state. Default: tanh, as in all
    /// frameworks. Keras: <c>activation</c>; PyTorch: <c>nonlinearity</c>.
    /// </summary>
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>α of <see cref="Activation"/>. Default: the activation's. ONNX: <c>activation_alpha</c>.</summary>
    public double ActivationAlpha { get; set; }

    /// <summary>β of <see cref="Activation"/>. Default: the activation's. ONNX: <c>activation_beta</c>.</summary>
    public double ActivationBeta { get; set; }

    /// <summary>
    /// Bound of what the activations of gates and candidate get. Default: 0, none. ONNX: <c>clip</c>. Clips of the cell state, as TensorFlow
    /// Lite and cuDNN mean the word, are <see cref="LstmAttribute.ClipCell"/>.
    /// </summary>
    public float ClipGates { get; set; }

    /// <summary>How <c>weight_ih</c> (and <c>weight_hr</c>) are drawn. Default: the family's. Keras: <c>kernel_initializer</c>.</summary>
    public InitializerKind KernelInitializer { get; set; }

    /// <summary>The number of <see cref="KernelInitializer"/>: constant, bound, deviation or gain. Default: the initializer's.</summary>
    public double KernelInitializerValue { get; set; }

    /// <summary>How <c>weight_hh</c> is drawn. Default: the family's. Keras: <c>recurrent_initializer</c>.</summary>
    public InitializerKind RecurrentInitializer { get; set; }

    /// <summary>The number of <see cref="RecurrentInitializer"/>. Default: the initializer's.</summary>
    public double RecurrentInitializerValue { get; set; }

    /// <summary>How the biases are drawn. Default: the family's. Keras: <c>bias_initializer</c>.</summary>
    public InitializerKind BiasInitializer { get; set; }

    /// <summary>The number of <see cref="BiasInitializer"/>. Default: the initializer's.</summary>
    public double BiasInitializerValue { get; set; }

    /// <summary>
    /// Rate in [0, 1) at which the layer's inputs are dropped. Default: 0. PyTorch: an <c>nn.Dropout</c> before the layer; Keras:
    /// <c>dropout</c>.
    /// </summary>
    public float InputDropout { get; set; }

    /// <summary>How long a mask of <see cref="InputDropout"/> lasts. Default: the family's, a sequence for Keras and else a step.</summary>
    public DropoutMaskKind InputDropoutMask { get; set; }

    /// <summary>
    /// Rate in [0, 1) at which hidden states are dropped before their products, with masks that last for the sequence (Gal and Ghahramani
    /// 2016). The state itself and the cell state keep all values. Default: 0. Keras: <c>recurrent_dropout</c>; PyTorch has none.
    /// </summary>
    public float RecurrentDropout { get; set; }

    /// <summary>Which gates share a mask of <see cref="RecurrentDropout"/>. Default: <see cref="RecurrentMaskKind.PerGate"/>.</summary>
    public RecurrentMaskKind RecurrentDropoutMask { get; set; }

    /// <summary>
    /// Rate in [0, 1) at which hidden states are dropped on their way from a stacked cell to the one above, a fresh mask for
    /// every step; needs <see cref="Layers"/> of 2 or more. Default: 0. PyTorch: <c>dropout</c>; Keras: a <c>Dropout</c> layer
    /// between the stacked layers.
    /// </summary>
    public float BetweenDropout { get; set; }

    /// <summary>What the states start from. Default: <see cref="InitialStateKind.Zero"/>.</summary>
    public InitialStateKind InitialState { get; set; }

    /// <summary>
    /// The recurrent layer whose final states these start from, an encoder with as many cells, the same states and the same sizes; or a layer or an input
    /// without steps, whose vector the first state starts from. Default: none. Keras: <c>initial_state=encoder_states</c>; PyTorch:
    /// <c>decoder(y, (h_n, c_n))</c>.
    /// </summary>
    public string? InitialStateFrom { get; set; }

    /// <summary>
    /// Whether the final states are outputs of the model. Default: false. PyTorch: <c>h_n</c> (and <c>c_n</c>); Keras:
    /// <c>return_state</c>.
    /// </summary>
    public bool FinalStateOutput { get; set; }

    /// <summary>
    /// Whether the hidden states of all steps, the initial ones first, are an output of the model, <c>name.states</c> of the shape
    /// <c>[batch, steps + 1, units]</c>, whatever <see cref="Return"/> says; of several cells one after the other, as
    /// <see cref="FinalStateOutput"/>'s, and of a cell that reads from the end the initial ones last. A step that does not count repeats the
    /// state before it. Default: false. A stream has them in its state. PyTorch: <c>[h_0, *output]</c>.
    /// </summary>
    public bool HiddenStatesOutput { get; set; }
}
