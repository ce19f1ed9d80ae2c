using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using RnnGen.Numerics;
using RnnGen.Serialization;

namespace RnnGen.Training;

/// <summary>
/// Moves parameters against their gradients. An optimizer belongs to one model: its state (momentum, moments) is allocated by the
/// first step and has the layout of those parameters; later steps allocate nothing. A step is one pass over parameters, gradients and
/// state. It is element-wise with single operations only, so its bits depend neither on the width of the vectors nor on the number of
/// threads. As a companion its state and learning rate are saved with the model, and a training goes on from there to the same bits, see
/// <see cref="FitOptions{TInput, TTarget}.InitialEpoch"/>; other settings are those of the object that loads.
/// </summary>
public abstract class Optimizer : IModelCompanion
{
    /// <summary>Parameters that threads deal out: a page of memory.</summary>
    private const int Block = 1024;

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

    /// <summary>Takes one step. Tensors that are not trained stay as they are, and so do the gradients.</summary>
    /// <param name="parameters">What to move; call <see cref="IModelWeights.RefreshWeights"/> afterwards.</param>
    /// <param name="gradients">The gradients of a loss with respect to <paramref name="parameters"/>.</param>
    /// <param name="scale">
    /// What every gradient is multiplied by where it is read, finite and not negative: clipping without a pass of its own, see
    /// <see cref="GradientClipping.Coefficient"/>. The bits are those of a step with gradients that were multiplied before.
    /// </param>
    /// <param name="threads">How many threads at the most do it together, positive, see <see cref="ModelWorkspace.Threads"/>.</param>
    /// <exception cref="ArgumentException">The blocks differ in names or shapes, or from the first step's; nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale or the number of threads is out of range; nothing was changed.</exception>
    public unsafe void Step(TensorBlock<float> parameters, TensorBlock<float> gradients, double scale = 1, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradients);
        NotNegative((float)scale, nameof(scale));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
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
        Begin();

        // On the stack, which does not move, for as long as the threads look at it.
        var call = new Call(this, parameters, gradients, (float)scale);
        ThreadTeam.Run(threads, &Call.Run, Unsafe.AsPointer(ref call));
        call.Error?.Throw();
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

    internal Span<float> StateOf(int index) => _state[index].Span;

    /// <summary>Computes what all parts of a step need; <see cref="Steps"/> counts this step already.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>
    /// Updates some of the parameters. Several threads may be at different ones: it changes nothing but what belongs to its part. What it throws
    /// leaves <see cref="Step"/> when all threads have ended.
    /// </summary>
    /// <param name="part">The parameters, their gradients and states.</param>
    protected abstract void Update(OptimizerPart part);

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

    /// <summary>A step, for the threads that take it together.</summary>
    private struct Call(Optimizer optimizer, TensorBlock<float> parameters, TensorBlock<float> gradients, float scale)
    {
        private ExceptionDispatchInfo? _error;

        /// <summary>What was thrown first, by any of the threads.</summary>
        public readonly ExceptionDispatchInfo? Error => _error;

        public static unsafe void Run(void* call, Worker worker)
        {
            ref var step = ref Unsafe.AsRef<Call>(call);
            try
            {
                step.Run(worker);
            }
            catch (Exception error)
            {
                // The other threads still work on this call, and nobody would catch it on a thread of the team.
                Interlocked.CompareExchange(ref step._error, ExceptionDispatchInfo.Capture(error), null);
            }
        }

        private readonly void Run(Worker worker)
        {
            var (first, count) = worker.Share(parameters.Padded.Length, Block);
            optimizer.Update(new OptimizerPart(optimizer, parameters.Padded, gradients.Padded, first, count, scale));
        }
    }
}
