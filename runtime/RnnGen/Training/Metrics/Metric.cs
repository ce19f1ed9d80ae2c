namespace RnnGen.Training;

/// <summary>A number that tells how good predictions are: the mean of something over the outputs of many samples.</summary>
public abstract class Metric
{
    private protected Metric(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>Name of its column in a <see cref="History"/>; Keras' name if Keras has it.</summary>
    public string Name { get; }
}

/// <summary>
/// A metric of targets of one type. Metrics hold no state: sums are kept by whoever computes them, so that one object serves training
/// and validation. <see cref="Metrics"/> has those that are built in.
/// </summary>
/// <typeparam name="TTarget"><see cref="float"/> for values, <see cref="int"/> for class labels.</typeparam>
public abstract class Metric<TTarget> : Metric
    where TTarget : unmanaged
{
    /// <summary>Sets the name.</summary>
    /// <param name="name">Name of its column in a <see cref="History"/>.</param>
    protected Metric(string name)
        : base(name)
    {
    }

    /// <summary>Adds rows to a sum. A row is a sample, or a step of one if outputs are sequences; padded steps are left out.</summary>
    /// <param name="sum">The sum so far.</param>
    /// <param name="outputs">Outputs of the model, <c>[rows, output features]</c>.</param>
    /// <param name="targets">Targets, <c>[rows, targets per row]</c>.</param>
    /// <param name="outputFeatures">Outputs per row.</param>
    /// <returns>The sum with these rows.</returns>
    public abstract MetricSum Add(MetricSum sum, ReadOnlySpan<float> outputs, ReadOnlySpan<TTarget> targets, int outputFeatures);

    /// <summary>Number of targets that a row of outputs has: one for each output, or one label for all.</summary>
    /// <param name="outputFeatures">Outputs per row.</param>
    public virtual int TargetsPerRow(int outputFeatures) => outputFeatures;

    /// <summary>Says why the metric makes no sense for a model; null if it does.</summary>
    /// <param name="outputFeatures">Outputs per row.</param>
    public virtual string? Misfit(int outputFeatures) => null;
}

/// <summary>A sum that a metric is the mean of.</summary>
/// <param name="Sum">The sum, in double precision.</param>
/// <param name="Count">Number of terms.</param>
public readonly record struct MetricSum(double Sum, long Count)
{
    /// <summary>The mean; NaN if nothing was counted.</summary>
    public double Mean => Sum / Count;
}

/// <summary>The mean of a metric over an epoch or a dataset.</summary>
/// <param name="Name">Name of the metric.</param>
/// <param name="Value">The mean; NaN if nothing was counted.</param>
public readonly record struct MetricValue(string Name, double Value);
