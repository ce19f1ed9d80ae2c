using System.Numerics;
using RnnGen.Data;

namespace RnnGen.Training;

/// <summary>How <see cref="Trainer.Fit"/> trains. Names and defaults are those of Keras' <c>fit</c> where it has them.</summary>
/// <typeparam name="TInput"><see cref="float"/> for features, <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/> for values, <see cref="int"/> for class labels.</typeparam>
public class FitOptions<TInput, TTarget>
    where TInput : unmanaged, INumberBase<TInput>
    where TTarget : unmanaged, INumberBase<TTarget>
{
    /// <summary>Number of the epoch to end before: passes over the training data, unless there is an <see cref="InitialEpoch"/>.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>
    /// The epoch to begin with, less than <see cref="Epochs"/>: as many were done before. With the weights and the optimizer of that
    /// time, the same data and otherwise the same options, the training goes on to the same bits as one that was never interrupted;
    /// only callbacks start afresh.
    /// </summary>
    public int InitialEpoch { get; init; }

    /// <summary>Samples per step, positive. The last batch of an epoch holds what is left.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>How many steps a batch of samples with lengths has; with <see cref="TruncatedSteps"/> always those of its longest.</summary>
    public BatchPadding Padding { get; init; } = BatchPadding.Longest;

    /// <summary>
    /// Steps of a window of truncated backpropagation through time, positive; null to differentiate whole sequences. Every batch is cut
    /// into windows of so many steps, the last one shorter, with one step of the optimizer for each; the model's states are carried
    /// from window to window and start afresh with every batch. The memory needed is that of one window. Needs targets for every step and
    /// a model that can carry states, see <see cref="TrainingWorkspace{T}.CarryState"/>.
    /// </summary>
    public int? TruncatedSteps { get; init; }

    /// <summary>
    /// What is reported beside the loss; null for the mean absolute and mean squared error of values or the accuracy of labels.
    /// </summary>
    public IReadOnlyList<Metric<TTarget>>? Metrics { get; init; }

    /// <summary>Whether every epoch sees the samples in an order of its own.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Decides the orders of the samples and the dropout masks.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// How many threads at the most do a step together, positive, see <see cref="ModelWorkspace.Threads"/>. The weights have the same bits
    /// whatever it is. Worth it are as many as there are idle processors, for batches with some eight samples for each.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>Takes the steps; <see cref="Adam"/> with its defaults if nothing is said. It keeps its state when options are used again; make new options for a new model.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>Largest norm of all gradients together, see <see cref="GradientClipping.Coefficient"/>; null for no clipping.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Data to evaluate the model on after every epoch; null for none.</summary>
    public Dataset<TInput, TTarget>? Validation { get; init; }

    /// <summary>
    /// Or the fraction of the training data to keep back for that: the last samples, taken before any shuffling, at least 0 and less
    /// than 1. This is right for a series in order of time and wrong for data sorted by class.
    /// </summary>
    public double ValidationSplit { get; init; }

    /// <summary>Called after every epoch, in this order.</summary>
    public IReadOnlyList<TrainingCallback> Callbacks { get; init; } = [];

    /// <summary>Is told how the training goes; null for silence.</summary>
    public ITrainingProgress? Progress { get; init; }

    /// <summary>After how many skipped steps in a row, with a loss or gradient that is not finite, Fit gives up; positive.</summary>
    public int MaxSkippedSteps { get; init; } = 10;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Epochs);
        ArgumentOutOfRangeException.ThrowIfNegative(InitialEpoch);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(InitialEpoch, Epochs);
        if (TruncatedSteps is { } steps) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps, nameof(TruncatedSteps));
        if (!Enum.IsDefined(Padding)) throw new ArgumentOutOfRangeException(nameof(Padding), Padding, null);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Threads);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxSkippedSteps);
        ArgumentNullException.ThrowIfNull(Optimizer);
        ArgumentNullException.ThrowIfNull(Callbacks);
        if (ClipNorm is { } norm && !(norm > 0)) throw new ArgumentOutOfRangeException(nameof(ClipNorm), norm, "Has to be positive.");
        if (!(ValidationSplit is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(ValidationSplit), ValidationSplit, "Has to be at least 0 and less than 1.");
        }

        if (Validation is not null && ValidationSplit > 0)
        {
            throw new ArgumentException($"{nameof(Validation)} and {nameof(ValidationSplit)} exclude each other.");
        }
    }
}

/// <summary>The plain case: float features and float values.</summary>
public sealed class FitOptions : FitOptions<float, float>;
