using RnnGen.Numerics;
using RnnGen.Serialization;

namespace RnnGen.Training;

/// <summary>
/// Moves parameters against their gradients. An optimizer belongs to one model: its state (momentum, moments) is allocated by the
/// first step and has the layout of those parameters; later steps allocate nothing. Steps are element-wise with single
/// operations only, so their bits do not depend on the width of the vectors. As a companion its state and learning rate are saved with
/// the model, and a training goes on from there to the same bits, see <see cref="FitOptions{TInput, TTarget}.InitialEpoch"/>; other
/// settings are those of the object that loads.
/// </summary>
public abstract class Optimizer : IModelCompanion
{
    private const string StepTensor = "step";
    private const string RateTensor = "learning_rate";

    private readonly string[] _names;
    private readonly AlignedBuffer<float>[] _state;
    private IReadOnlyList<ParameterInfo>? _layout;

    /// <summary>Elements of a loaded state that no step has used yet.</summary>
    private int? _loaded;

    /// <summary>Sets the first learning rate.</summary>
    /// <param name="learningRate">Step size, not negative.</param>
    /// <param name="state">Names of what is kept for every parameter between steps; in files too.</param>
    protected Optimizer(double learningRate, params string[] state)
    {
        LearningRate = learningRate;
        _names = state;
        _state = Array.ConvertAll(state, _ => new AlignedBuffer<float>(0));
    }

    /// <inheritdoc/>
    public string Name { get; init; } = "optimizer";

    /// <summary>Number of steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>The step size; schedules change it between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get;
        set => field = NotNegative(value, nameof(LearningRate));
    }

    /// <summary>Takes one step. Tensors that are not trained stay as they are.</summary>
    /// <param name="parameters">What to move; call <see cref="IModelWeights.RefreshWeights"/> afterwards.</param>
    /// <param name="gradients">The gradients of a loss with respect to <paramref name="parameters"/>.</param>
    /// <exception cref="ArgumentException">The blocks differ in names or shapes, or from the first step's; nothing was changed.</exception>
    public void Step(TensorBlock<float> parameters, TensorBlock<float> gradients)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradients);
        if (TensorLayout.Difference(parameters.Trained, gradients.Trained) is { } mismatch)
        {
            throw new ArgumentException($"The gradients do not fit the parameters: {mismatch}.", nameof(gradients));
        }

        if (_layout is null) Adopt(parameters);
        else if (TensorLayout.Difference(_layout, parameters.Trained) is { } other)
        {
            throw new ArgumentException($"This optimizer's state belongs to another model: {other}.", nameof(parameters));
        }

        Steps++;
        Update(parameters.Padded, gradients.Padded);
    }

    /// <inheritdoc/>
    public void Write(CompanionTensors tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var length = _loaded ?? _layout?.Sum(tensor => tensor.Length) ?? 0;
        tensors.Add<long>(StepTensor, [], [Steps]);
        tensors.Add<double>(RateTensor, [], [LearningRate]);
        for (var i = 0; i < _names.Length; i++) tensors.Add<float>(_names[i], [length], _state[i].Span[..length]);
    }

    /// <inheritdoc/>
    public Action Read(CompanionTensors tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var (steps, rate) = (Scalar<long>(tensors, StepTensor), Scalar<double>(tensors, RateTensor));
        if (steps < 0 || !(rate >= 0 && double.IsFinite(rate)))
        {
            throw new InvalidDataException($"'{Name}' holds {steps} steps and the learning rate {rate}, which make no sense.");
        }

        var state = Array.ConvertAll(_names, name => tensors[name].ToArray<float>());
        var length = state.Length > 0 ? state[0].Length : 0;
        if (state.Any(values => values.Length != length)) throw new InvalidDataException($"'{Name}' holds states of different lengths.");
        var buffers = Array.ConvertAll(state, values =>
        {
            var buffer = Allocate(length);
            values.CopyTo(buffer.Span);
            return buffer;
        });
        return () =>
        {
            (Steps, LearningRate, _layout, _loaded) = (steps, rate, null, steps == 0 ? null : length);
            buffers.CopyTo(_state, 0);
        };
    }

    /// <summary>What is kept between steps, zero before the first, of the length of <see cref="Update"/>'s spans.</summary>
    /// <param name="index">Index of its name in the constructor.</param>
    protected Span<float> State(int index) => _state[index].Span;

    /// <summary>Updates the parameters. Both spans are whole cache lines, padded with zeros that have to stay zeros.</summary>
    /// <param name="parameters">All trained parameters.</param>
    /// <param name="gradients">Their gradients, of the same length.</param>
    protected abstract void Update(Span<float> parameters, ReadOnlySpan<float> gradients);

    /// <summary>Takes the layout of the first step's parameters, and zeroed or loaded state of that length.</summary>
    private void Adopt(TensorBlock<float> parameters)
    {
        if (_loaded is null)
        {
            for (var i = 0; i < _state.Length; i++) _state[i] = Allocate(parameters.TrainedLength);
        }
        else if (_names.Length > 0 && _loaded != parameters.TrainedLength)
        {
            throw new ArgumentException(
                $"This optimizer's state belongs to another model: it is of {_loaded} parameters, not {parameters.TrainedLength}.", nameof(parameters));
        }

        (_layout, _loaded) = (parameters.Trained, null);
    }

    /// <summary>Zeroed state for a number of parameters, in whole cache lines as parameters are.</summary>
    private static AlignedBuffer<float> Allocate(int length)
    {
        const int Line = AlignedBuffer<float>.Alignment / sizeof(float);
        return new AlignedBuffer<float>(checked(length + Line - 1) / Line * Line);
    }

    private T Scalar<T>(CompanionTensors tensors, string name)
        where T : unmanaged
    {
        var values = tensors[name].ToArray<T>();
        return values.Length == 1 ? values[0] : throw new InvalidDataException($"'{Name}.{name}' holds {values.Length} values instead of one.");
    }

    private protected static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "Has to be finite and not negative.");

    private protected static double Fraction(double value, string name) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Has to be at least 0 and less than 1.");
}
