namespace RnnGen;

/// <summary>How the weights of a new layer are drawn. Fans count all gates of a recurrent layer, as Keras does.</summary>
public enum InitializerKind
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>Ones.</summary>
    Ones,

    /// <summary>All equal to the value given; without one, 0.</summary>
    Constant,

    /// <summary>Uniform in ± the value given; without one, 0.05.</summary>
    Uniform,

    /// <summary>Uniform in ±1/√n, n being the hidden size or, of a dense layer, the inputs: PyTorch's default.</summary>
    UniformInverseSqrt,

    /// <summary>Normal with mean 0 and the value given as standard deviation; without one, 0.05.</summary>
    Normal,

    /// <summary>Uniform in ±√(6 / (in + out)) (Glorot and Bengio 2010): Keras' default.</summary>
    GlorotUniform,

    /// <summary>Normal with variance 2 / (in + out); in the Keras family cut off at two deviations.</summary>
    GlorotNormal,

    /// <summary>Uniform in ±√(6 / in), for ReLU (He et al. 2015).</summary>
    HeUniform,

    /// <summary>Normal with variance 2 / in; in the Keras family cut off at two deviations.</summary>
    HeNormal,

    /// <summary>A random orthogonal matrix over all gates (Saxe et al. 2014), times the value given: Keras' default for hidden states.</summary>
    Orthogonal,

    /// <summary>A random orthogonal matrix for every gate, times the value given.</summary>
    OrthogonalPerGate,
}
