namespace RnnGen.Training;

/// <summary>
/// Where Adam adds ε. Both forms carry the same name and the same letter in papers and frameworks, and differ most in the first
/// steps, where the correction of the second moment is strong.
/// </summary>
public enum AdamEpsilon
{
    /// <summary>
    /// To the root of the corrected moment, <c>√(v/(1 − β₂ᵗ)) + ε</c>: PyTorch, whose default is 1e-8; algorithm 1 of Kingma and Ba.
    /// </summary>
    AfterCorrection,

    /// <summary>To the root of the raw moment, <c>√v + ε</c>: Keras, whose default is 1e-7; the "epsilon hat" of Kingma and Ba.</summary>
    BeforeCorrection,
}
