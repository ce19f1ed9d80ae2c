namespace RnnGen;

/// <summary>How many biases a gate of a recurrent layer has.</summary>
public enum BiasKind
{
    /// <summary><c>bias_ih</c> and <c>bias_hh</c>, as in PyTorch. Both are trained, so that their sum learns twice as fast as one would.</summary>
    Two,

    /// <summary><c>bias_ih</c> only.</summary>
    One,

    /// <summary>None. PyTorch: <c>bias=False</c>; Keras: <c>use_bias=False</c>.</summary>
    None,
}
