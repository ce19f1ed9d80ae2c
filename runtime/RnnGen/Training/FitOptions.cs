using RnnGen.Data;

namespace RnnGen.Training;

/// <summary>How <see cref="Trainer.Fit"/> trains. Names and defaults are those of Keras' <c>fit</c> where it has them.</summary>
public sealed class FitOptions
{
    /// <summary>Passes over the training data, positive.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Samples per step, positive. The last batch of an epoch holds what is left.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Whether every epoch sees the samples in an order of its own.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Decides the orders of the samples and the dropout masks.</summary>
    public ulong Seed { get; init; }

    /// <summary>Takes the steps. It keeps its state when options are used again; make new options for a new model.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>Largest norm of all gradients together, see <see cref="GradientClipping.ClipNorm"/>; null for no clipping.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Data to evaluate the model on after every epoch; null for none.</summary>
    public Dataset? Validation { get; init; }

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
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
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
