namespace RnnGen;

/// <summary>How the values of a new parameter are drawn. The bound is computed when a model is made, never by the generator.</summary>
public abstract record Initializer
{
    private Initializer()
    {
    }

    /// <summary>PyTorch's default of recurrent and linear layers: uniform in ±1/√<paramref name="Fan"/>.</summary>
    /// <param name="Fan">Hidden size of a recurrent layer, inputs of a linear one.</param>
    public sealed record UniformInverseSqrt(int Fan) : Initializer;

    /// <summary>All values are <paramref name="Value"/>.</summary>
    /// <param name="Value">The constant.</param>
    public sealed record Constant(double Value) : Initializer;
}
