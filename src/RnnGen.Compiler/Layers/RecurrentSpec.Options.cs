using System.Globalization;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <content>What a declaration can say, and what its family says where it does not.</content>
public abstract partial record RecurrentSpec
{
    public ReturnKind Return { get; init; } = ReturnKind.Last;

    /// <summary>Number of cells stacked on one another (PyTorch's num_layers).</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Whose variant of the layer it is: it decides wherever an option below is null.</summary>
    public Family Family { get; init; }

    /// <summary>Biases per gate; null for the family's number.</summary>
    public BiasKind? Biases { get; init; }

    /// <summary>The activation of the candidate, for a plain cell of the sum; null for tanh, which all families use.</summary>
    public ActivationSpec? Activation { get; init; }

    /// <summary>Bound of what the activations of gates and candidates get (ONNX' clip); 0 for none.</summary>
    public float ClipGates { get; init; }

    /// <summary>How weight_ih is drawn; null for the family's way.</summary>
    public InitializerChoice? KernelInitializer { get; init; }

    /// <summary>How weight_hh is drawn; null for the family's way.</summary>
    public InitializerChoice? RecurrentInitializer { get; init; }

    /// <summary>How the biases are drawn; null for the family's way.</summary>
    public InitializerChoice? BiasInitializer { get; init; }

    /// <summary>Dropout rate on the layer's input.</summary>
    [Incidental]
    public float InputDropout { get; init; }

    /// <summary>How long a mask on the input lasts; null for the family's way: a sequence in Keras, else a step.</summary>
    [Incidental]
    public DropoutMaskKind? InputDropoutMask { get; init; }

    /// <summary>Dropout rate on the hidden state before its products, with masks that last for the sequence (Gal and Ghahramani 2016).</summary>
    [Incidental]
    public float RecurrentDropout { get; init; }

    /// <summary>Which gates share a mask of <see cref="RecurrentDropout"/>.</summary>
    [Incidental]
    public RecurrentMaskKind RecurrentDropoutMask { get; init; }

    /// <summary>Dropout rate between stacked cells, a fresh mask for every step (PyTorch's dropout).</summary>
    [Incidental]
    public float BetweenDropout { get; init; }

    /// <summary>What the states start from.</summary>
    public InitialStateKind InitialState { get; init; }

    /// <summary>The initial states as inputs of the model, as a flag.</summary>
    public bool InitialStateInput
    {
        get => InitialState == InitialStateKind.Input;
        init => InitialState = value ? InitialStateKind.Input : InitialState;
    }

    /// <summary>The recurrent layer whose final states these start from (an encoder), or a layer or input whose vector the first state starts from; null for neither.</summary>
    public string? InitialStateFrom { get; init; }

    /// <summary>Whether the final states are outputs of the model.</summary>
    [Incidental]
    public bool FinalStateOutput { get; init; }

    /// <summary>Whether the hidden states of all steps, and before them the initial ones, are an output of the model.</summary>
    [Incidental]
    public bool HiddenStatesOutput { get; init; }

    /// <summary>Whether a second cell reads the sequence from its end.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>How the outputs of the two directions become one.</summary>
    public MergeKind Merge { get; init; }

    /// <summary>What the arguments say that cannot be, and why.</summary>
    public virtual IEnumerable<(string What, string Why)> Contradictions
    {
        get
        {
            if (!(ClipGates >= 0) || float.IsInfinity(ClipGates)) yield return ($"ClipGates = {ClipGates.ToString("R", CultureInfo.InvariantCulture)}", "a bound is positive and finite");
            if (BiasInitializer is not null && BiasesInForce == BiasKind.None) yield return ("BiasInitializer", "the layer has no bias");
            if (RecurrentDropout == 0 && RecurrentDropoutMask != default) yield return ($"RecurrentDropoutMask = {RecurrentDropoutMask}", "there is no RecurrentDropout");
            if (InitialStateFrom is not null && InitialState != InitialStateKind.Zero)
                yield return ($"InitialState = {InitialState}", $"the states start from '{InitialStateFrom}', as InitialStateFrom says");
            if (InputDropout == 0 && InputDropoutMask is { } mask) yield return ($"InputDropoutMask = {mask}", "there is no InputDropout");
            if (!Bidirectional && Merge != default) yield return ($"Merge = {Merge}", "there is one direction only; set Bidirectional = true");
        }
    }

    /// <summary>The family's number of biases.</summary>
    protected virtual BiasKind DefaultBiases => Family is Family.PyTorch or Family.Onnx ? BiasKind.Two : BiasKind.One;

    private DropoutMaskKind InputDropoutMaskInForce =>
        InputDropoutMask ?? (Family == Family.Keras ? DropoutMaskKind.PerSequence : DropoutMaskKind.PerStep);

    internal BiasKind BiasesInForce => Biases ?? DefaultBiases;

    protected ActivationSpec ActivationInForce => Activation ?? ActivationKind.Tanh;

    internal InitializerChoice KernelInitializerInForce => KernelInitializer ?? Families.Kernel(Family);

    internal InitializerChoice RecurrentInitializerInForce => RecurrentInitializer ?? Families.Recurrent(Family);

    internal InitializerChoice BiasInitializerInForce => BiasInitializer ?? Families.Bias(Family);
}
