namespace RnnGen.Training;

/// <summary>
/// Moves parameters against their gradients. An optimizer belongs to one model: its state (momentum, moments) is allocated by the
/// first step and has the layout of those parameters; later steps allocate nothing. Steps are element-wise with single
/// operations only, so their bits do not depend on the width of the vectors.
/// </summary>
public abstract class Optimizer
{
    private IReadOnlyList<ParameterInfo>? _layout;

    /// <summary>Sets the first learning rate.</summary>
    /// <param name="learningRate">Step size, not negative.</param>
    protected Optimizer(double learningRate) => LearningRate = learningRate;

    /// <summary>The step size; schedules change it between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get;
        set => field = NotNegative(value, nameof(LearningRate));
    }

    /// <summary>Takes one step.</summary>
    /// <param name="parameters">What to move; call <see cref="IModelWeights.RefreshWeights"/> afterwards.</param>
    /// <param name="gradients">The gradients of a loss with respect to <paramref name="parameters"/>.</param>
    /// <exception cref="ArgumentException">The blocks differ in names or shapes, or from the first step's; nothing was changed.</exception>
    public void Step(TensorBlock<float> parameters, TensorBlock<float> gradients)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradients);
        if (TensorLayout.Difference(parameters.Tensors, gradients.Tensors) is { } mismatch)
        {
            throw new ArgumentException($"The gradients do not fit the parameters: {mismatch}.", nameof(gradients));
        }

        if (_layout is null)
        {
            Allocate(parameters.Padded.Length);
            _layout = parameters.Tensors;
        }
        else if (TensorLayout.Difference(_layout, parameters.Tensors) is { } other)
        {
            throw new ArgumentException($"This optimizer's state belongs to another model: {other}.", nameof(parameters));
        }

        Update(parameters.Padded, gradients.Padded);
    }

    /// <summary>Allocates zeroed state, once, before the first <see cref="Update"/>.</summary>
    /// <param name="length">Number of elements that Update will get.</param>
    protected abstract void Allocate(int length);

    /// <summary>Updates the parameters. Both spans are whole cache lines, padded with zeros that have to stay zeros.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradients">Their gradients, of the same length.</param>
    protected abstract void Update(Span<float> parameters, ReadOnlySpan<float> gradients);

    private protected static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "Has to be finite and not negative.");

    private protected static double Fraction(double value, string name) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Has to be at least 0 and less than 1.");
}
