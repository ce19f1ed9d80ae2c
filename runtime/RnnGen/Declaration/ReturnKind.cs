namespace RnnGen;

/// <summary>What a recurrent layer hands to the next one.</summary>
public enum ReturnKind
{
    /// <summary>
    /// The hidden state after the last step, <c>[batch, units]</c>. Keras: <c>return_sequences=False</c>; PyTorch: <c>h_n[-1]</c>.
    /// </summary>
    Last,

    /// <summary>
    /// The hidden state after every step, <c>[batch, steps, units]</c>. Keras: <c>return_sequences=True</c>; PyTorch:
    /// <c>output</c> with <c>batch_first=True</c>.
    /// </summary>
    Sequence,
}
