using System.Globalization;

namespace RnnGen.Training;

/// <summary>How good a model's predictions are. Steps past the lengths of samples do not count.</summary>
/// <param name="Loss">
/// The model's loss with all its options, without dropout: the mean over batches, weighted by the samples that count, or their steps if
/// outputs are sequences. NaN of a model without one, or compiled without training.
/// </param>
/// <param name="Metrics">The metrics that were asked for, in that order.</param>
public readonly record struct Evaluation(double Loss, params IReadOnlyList<MetricValue> Metrics)
{
    /// <summary>Mean of |y − target|, in the units of the targets.</summary>
    /// <exception cref="KeyNotFoundException">It is not among the metrics.</exception>
    public double MeanAbsoluteError => this["mean_absolute_error"];

    /// <summary>Mean of (y − target)².</summary>
    /// <exception cref="KeyNotFoundException">It is not among the metrics.</exception>
    public double MeanSquaredError => this["mean_squared_error"];

    /// <summary>Root of the mean squared error, in the units of the targets.</summary>
    /// <exception cref="KeyNotFoundException">The mean squared error is not among the metrics.</exception>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>Fraction of right answers, from 0 to 1.</summary>
    /// <exception cref="KeyNotFoundException">It is not among the metrics.</exception>
    public double Accuracy => this["accuracy"];

    private IReadOnlyList<MetricValue> All => Metrics ?? [];

    /// <summary>The value of a metric.</summary>
    /// <param name="name">Its name, or <c>loss</c>.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public double this[string name]
    {
        get
        {
            if (name == "loss") return Loss;
            foreach (var metric in All)
            {
                if (metric.Name == name) return metric.Value;
            }

            throw new KeyNotFoundException($"There is no metric '{name}'. There are: {string.Join(", ", ["loss", .. All.Select(m => m.Name)])}.");
        }
    }

    /// <summary>Whether loss and metrics are the same numbers.</summary>
    /// <param name="other">Another evaluation.</param>
    public bool Equals(Evaluation other) => Loss.Equals(other.Loss) && All.SequenceEqual(other.All);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Loss, All.Count);

    /// <summary>The numbers as text, <c>loss 0.25, accuracy 0.9</c>.</summary>
    public override string ToString() => string.Join(
        ", ", All.Prepend(new MetricValue("loss", Loss)).Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Name} {m.Value:G4}")));
}
