namespace RnnGen;

/// <summary>Which gates share a recurrent dropout mask.</summary>
public enum RecurrentMaskKind
{
    /// <summary>A mask for every gate. Keras' cells; the untied weights of Gal and Ghahramani 2016.</summary>
    PerGate,

    /// <summary>One mask for all gates: the tied weights of Gal and Ghahramani 2016. Faster, since all gates then read the same state.</summary>
    Shared,
}
