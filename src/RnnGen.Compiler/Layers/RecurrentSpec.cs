using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>What a recurrent layer hands to the next one.</summary>
public enum ReturnKind
{
    /// <summary>The hidden state after the last step.</summary>
    Last,

    /// <summary>The hidden state after every step.</summary>
    Sequence,
}

/// <summary>What all recurrent layers share; the cell's equations are what a kind adds.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Units">Size of the hidden state.</param>
public abstract record RecurrentSpec(string Name, int Units) : LayerSpec(Name)
{
    public ReturnKind Return { get; init; } = ReturnKind.Last;

    /// <summary>Number of cells stacked on one another (PyTorch's num_layers).</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Dropout rate on the layer's input, a fresh mask for every step.</summary>
    public float InputDropout { get; init; }

    /// <summary>Dropout rate between stacked cells, a fresh mask for every step (PyTorch's dropout).</summary>
    public float BetweenDropout { get; init; }

    /// <summary>Whether the initial states are inputs of the model; otherwise they are zero.</summary>
    public bool InitialStateInput { get; init; }

    /// <summary>Whether the final states are outputs of the model.</summary>
    public bool FinalStateOutput { get; init; }
}
