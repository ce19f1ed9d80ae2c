namespace RnnGen.Training;

/// <summary>What a training did.</summary>
/// <param name="Epochs">One row per complete epoch.</param>
/// <param name="End">Why it ended.</param>
public sealed record History(IReadOnlyList<EpochResult> Epochs, TrainingEnd End)
{
    /// <summary>One value over all epochs, by the names of Keras' <c>history.history</c>.</summary>
    /// <param name="name"><c>loss</c> or the name of a metric, after <c>val_</c> that of the validation data.</param>
    /// <exception cref="KeyNotFoundException">There is no such value.</exception>
    public double[] Column(string name) => [.. Epochs.Select(epoch => epoch[name])];
}

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>A callback set <see cref="TrainingContext.StopTraining"/>.</summary>
    Stopped,

    /// <summary>The cancellation token asked for it.</summary>
    Cancelled,
}

/// <summary>One epoch of a training.</summary>
/// <param name="Epoch">Number of the epoch, from 0.</param>
/// <param name="Training">
/// Means over the epoch's samples, taken batch by batch while the weights changed and with dropout active, as in Keras. Skipped
/// steps do not count; NaN if all were skipped.
/// </param>
/// <param name="Validation">Means over the validation data with the weights at the end of the epoch; null without such data.</param>
/// <param name="LearningRate">The learning rate during the epoch.</param>
/// <param name="SkippedSteps">Steps that were not taken because the loss or a gradient was not finite.</param>
/// <param name="Duration">Time taken by training and validation.</param>
public sealed record EpochResult(
    int Epoch, Evaluation Training, Evaluation? Validation, double LearningRate, int SkippedSteps, TimeSpan Duration)
{
    internal const string ValidationPrefix = "val_";

    /// <summary>One value, by Keras' name.</summary>
    /// <param name="name"><c>loss</c> or the name of a metric, after <c>val_</c> that of the validation data.</param>
    /// <exception cref="KeyNotFoundException">There is no such value.</exception>
    public double this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            if (!name.StartsWith(ValidationPrefix, StringComparison.Ordinal)) return Training[name];
            return Validation is { } validation
                ? validation[name[ValidationPrefix.Length..]]
                : throw new KeyNotFoundException($"There is no '{name}': the training had no validation data.");
        }
    }
}
