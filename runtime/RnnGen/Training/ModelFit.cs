using System.Numerics;
using RnnGen.Data;

namespace RnnGen.Training;

/// <summary>Whether data, loss and metrics fit a model.</summary>
internal static class ModelFit
{
    /// <summary>The model's loss over predictions.</summary>
    /// <exception cref="ArgumentException">It is one of other targets.</exception>
    public static Metric<TTarget> LossOf<TTarget>(ModelDescription description)
        where TTarget : unmanaged
    {
        var loss = description.Loss ?? Metrics.DefaultLoss<TTarget>();
        return loss as Metric<TTarget>
            ?? throw new ArgumentException($"The loss of {description.Name}, {loss.Name}, does not take targets of type {typeof(TTarget).Name}.");
    }

    /// <summary>Checks the shape of the inputs.</summary>
    public static void CheckInputs<TInput, TTarget>(IModel<TInput> model, Dataset<TInput, TTarget> data)
        where TInput : unmanaged, INumberBase<TInput>
        where TTarget : unmanaged, INumberBase<TTarget>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var description = model.Description;
        Throw(
            data.Count == 0 ? "there are no samples"
            : data.Features != description.InputFeatures ? $"it takes {description.InputFeatures} features, the data have {data.Features}"
            : description.Steps == 0 && data.Steps != 1 ? $"it takes single vectors, the data have {data.Steps} steps"
            : data.HasLengths && !description.HasLengths ? "it takes no lengths, the data have some"
            : null,
            description);
    }

    /// <summary>Checks the shapes of inputs and targets, and that the metrics make sense.</summary>
    public static void Check<TInput, TTarget>(
        IModel<TInput> model, Dataset<TInput, TTarget> data, Metric<TTarget> loss, IReadOnlyList<Metric<TTarget>> metrics)
        where TInput : unmanaged, INumberBase<TInput>
        where TTarget : unmanaged, INumberBase<TTarget>
    {
        CheckInputs(model, data);
        var description = model.Description;
        var rows = description.OutputIsSequence ? data.Steps : 1;
        foreach (var metric in metrics.Prepend(loss))
        {
            if (metric is null) throw new ArgumentException("A metric is null.", nameof(metrics));
            var targets = rows * metric.TargetsPerRow(description.OutputFeatures);
            Throw(metric.Misfit(description.OutputFeatures), description);
            if (data.TargetLength == targets) continue;
            Throw(
                targets == rows * description.OutputFeatures
                    ? $"it gives {targets} values per sample, the targets have {data.TargetLength}"
                    : $"{metric.Name} takes {targets} labels per sample, the targets have {data.TargetLength}",
                description);
        }

        if (metrics.DistinctBy(metric => metric.Name).Count() < metrics.Count)
        {
            throw new ArgumentException("Two metrics have the same name.", nameof(metrics));
        }
    }

    /// <summary>Checks the values of inputs and targets.</summary>
    /// <exception cref="InvalidDataException">A value is not finite, no token of the model or no target of it.</exception>
    public static void CheckValues<TInput, TTarget>(ModelDescription description, Dataset<TInput, TTarget> data, Metric<TTarget> loss)
        where TInput : unmanaged, INumberBase<TInput>
        where TTarget : unmanaged, INumberBase<TTarget> =>
        data.Check(description.Vocabulary, targets => loss.InvalidTarget(targets, description.OutputFeatures));

    private static void Throw(string? fault, ModelDescription description)
    {
        if (fault is not null) throw new ArgumentException($"The data do not fit {description.Name}: {fault}.", "data");
    }
}
