namespace RnnGen;

/// <summary>What the update gate z of a GRU means. One is the other with the weights and biases of z negated.</summary>
public enum UpdateGateKind
{
    /// <summary>h′ = (1 − z) ⊙ n + z ⊙ h: PyTorch, Keras, ONNX, Cho et al. 2014.</summary>
    KeepsOld,

    /// <summary>h′ = (1 − z) ⊙ h + z ⊙ n: Chung et al. 2014, many tutorials.</summary>
    TakesNew,
}
