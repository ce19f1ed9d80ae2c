namespace RnnGen;

/// <summary>What the states of a recurrent layer start from.</summary>
public enum InitialStateKind
{
    /// <summary>Zeros.</summary>
    Zero,

    /// <summary>Tensors of the caller. PyTorch: <c>h_0</c> (and <c>c_0</c>); Keras: <c>initial_state</c>.</summary>
    Input,

    /// <summary>
    /// Trained vectors, the same for every sample: the parameters <c>h0_l0</c> (and <c>c0_l0</c>), zero in a new model. The generated
    /// <c>InitialState()</c> gives them to streams, and is then a method of the instance.
    /// </summary>
    Learned,
}
