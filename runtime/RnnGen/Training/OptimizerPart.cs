namespace RnnGen.Training;

/// <summary>
/// Some of the parameters of a step, with all that belongs to them. Threads that do a step together have different ones. All spans are
/// whole cache lines of one length; where they are padded with zeros, these have to stay zeros.
/// </summary>
public readonly ref struct OptimizerPart
{
    private readonly Optimizer _optimizer;
    private readonly int _first;

    internal OptimizerPart(Optimizer optimizer, Span<float> parameters, ReadOnlySpan<float> gradients, int first, int count, float scale)
    {
        (_optimizer, _first, Scale) = (optimizer, first, scale);
        Parameters = parameters.Slice(first, count);
        Gradients = gradients.Slice(first, count);
    }

    /// <summary>What to move.</summary>
    public Span<float> Parameters { get; }

    /// <summary>Their gradients, before <see cref="Scale"/>.</summary>
    public ReadOnlySpan<float> Gradients { get; }

    /// <summary>What every gradient is multiplied by where it is read.</summary>
    public float Scale { get; }

    /// <summary>What is kept between steps, zero before the first.</summary>
    /// <param name="index">Index of its name in the constructor of <see cref="Optimizer"/>.</param>
    public Span<float> State(int index) => _optimizer.StateOf(index).Slice(_first, Parameters.Length);
}
