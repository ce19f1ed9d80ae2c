namespace RnnGen.Compiler.Layers;

/// <summary>What the states of a recurrent layer start from.</summary>
public enum InitialStateKind
{
    Zero,

    /// <summary>Tensors of the caller.</summary>
    Input,

    /// <summary>Trained vectors, the same for every sample.</summary>
    Learned,
}
