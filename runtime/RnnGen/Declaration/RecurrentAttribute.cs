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

    /// <summary>
    /// Rate in [0, 1) at which the layer's inputs are dropped, a fresh mask for every step. Default: 0. PyTorch: an
    /// <c>nn.Dropout</c> before the layer. Keras' <c>dropout</c> is this rate with one mask for all steps.
    /// </summary>
    public float InputDropout { get; set; }

    /// <summary>
    /// Rate in [0, 1) at which hidden states are dropped on their way from a stacked cell to the one above, a fresh mask for
    /// every step; needs <see cref="Layers"/> of 2 or more. Default: 0. PyTorch: <c>dropout</c>; Keras: a <c>Dropout</c> layer
    /// between the stacked layers.
    /// </summary>
    public float BetweenDropout { get; set; }

    /// <summary>
    /// Whether the initial states are inputs of the model; otherwise they are zero. Default: false. PyTorch: <c>h_0</c>
    /// (and <c>c_0</c>); Keras: <c>initial_state</c>.
    /// </summary>
    public bool InitialStateInput { get; set; }

    /// <summary>
    /// Whether the final states are outputs of the model. Default: false. PyTorch: <c>h_n</c> (and <c>c_n</c>); Keras:
    /// <c>return_state</c>.
    /// </summary>
    public bool FinalStateOutput { get; set; }

    /// <summary>
    /// Whether a second cell with weights of its own reads the sequence from its end; its last state is that at the first step. Such a
    /// model has no Step: a stream has no end. Default: false. PyTorch: <c>bidirectional</c>; Keras: <c>Bidirectional</c>.
    /// </summary>
    public bool Bidirectional { get; set; }

    /// <summary>
    /// How the outputs of the two directions become one. Default: <see cref="MergeKind.Concat"/>. Keras: <c>merge_mode</c>. Other layers may
    /// read either direction alone, <c>From = "name.forward"</c> or <c>"name.backward"</c>.
    /// </summary>
    public MergeKind Merge { get; set; } = MergeKind.Concat;
}
