namespace RnnGen;

/// <summary>What a generated model is: its shapes, its layers and its parameters.</summary>
/// <param name="Name">Name of the model's class.</param>
/// <param name="InputFeatures">Values per input step; 1 for tokens.</param>
/// <param name="Steps">Declared number of time steps; 0 if the input has no time axis.</param>
/// <param name="OutputFeatures">Values per output (step).</param>
/// <param name="OutputIsSequence">Whether there is an output for every step.</param>
/// <param name="Layers">One row per layer, in order.</param>
/// <param name="Parameters">One entry per parameter tensor, in PyTorch's order, and per buffer, which is not trained.</param>
/// <param name="ContractHash">A hash of names, shapes and variants; files carry it, so that foreign weights are refused.</param>
public sealed record ModelDescription(
    string Name,
    int InputFeatures,
    int Steps,
    int OutputFeatures,
    bool OutputIsSequence,
    IReadOnlyList<LayerDescription> Layers,
    IReadOnlyList<ParameterInfo> Parameters,
    string ContractHash)
{
    /// <summary>Whether the model takes lengths of samples.</summary>
    public bool HasLengths { get; init; }

    /// <summary>Number of token ids, which are 0 to this minus 1; 0 if the inputs are no tokens.</summary>
    public int Vocabulary { get; init; }

    /// <summary>What the loss compares the outputs with.</summary>
    public TargetKind Targets { get; init; }

    /// <summary>The label of rows that the loss leaves out, PyTorch's <c>ignore_index</c>; null if every label counts.</summary>
    public int? IgnoreIndex { get; init; }
}

/// <summary>What targets are.</summary>
public enum TargetKind
{
    /// <summary>A number for every output.</summary>
    Values,

    /// <summary>A number from 0 to 1 for every output: the binary cross-entropy.</summary>
    Probabilities,

    /// <summary>A class for every row of outputs: the cross-entropy.</summary>
    Labels,
}

/// <summary>One layer of a model, as a row of its summary table.</summary>
/// <param name="Name">The layer's name, as in parameter names: <c>gru1</c>.</param>
/// <param name="Kind">What it is, with its sizes: <c>GRU 5 → 64</c>.</param>
/// <param name="OutputShape">Shape of one sample of its output: <c>30 × 64</c> or <c>32</c>.</param>
/// <param name="Parameters">Number of trained values.</param>
/// <param name="Flops">Floating-point operations of its products for one time step (or the one vector or image) of one sample.</param>
public sealed record LayerDescription(string Name, string Kind, string OutputShape, int Parameters, long Flops);
