namespace RnnGen.Compiler.Layers;

/// <summary>Whose variant of a layer is meant: it sets everything that is not said one by one. src/README.md has the table.</summary>
public enum Family
{
    PyTorch,
    Keras,
    Onnx,
    Tutorial,
}

/// <summary>How many biases a gate has: one for the input and one for the hidden state, only the former, or none.</summary>
public enum BiasKind
{
    Two,
    One,
    None,
}

/// <summary>What an open update gate (z = 1) does.</summary>
public enum UpdateGateKind
{
    /// <summary>h' = (1 − z) ⊙ n + z ⊙ h.</summary>
    KeepsOld,

    /// <summary>h' = (1 − z) ⊙ h + z ⊙ n.</summary>
    TakesNew,
}

/// <summary>How families draw the weights of a new model.</summary>
internal static class Families
{
    public static InitializerChoice Kernel(Family family) => family switch
    {
        Family.Keras => InitializerKind.GlorotUniform,
        Family.Tutorial => new InitializerChoice(InitializerKind.Normal, 0.01),
        _ => InitializerKind.UniformInverseSqrt,
    };

    public static InitializerChoice Recurrent(Family family) => family == Family.Keras ? InitializerKind.Orthogonal : Kernel(family);

    public static InitializerChoice Bias(Family family) => family is Family.Keras or Family.Tutorial ? InitializerKind.Zeros : InitializerKind.UniformInverseSqrt;
}
