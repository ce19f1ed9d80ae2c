using System.Numerics;
using RnnGen.Data;

namespace RnnGen.Training;

/// <summary>Whether data and metrics fit a model.</summary>
internal static class ModelFit
{
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
    public static void Check<TInput, TTarget>(IModel<TInput> model, Dataset<TInput, TTarget> data, IReadOnlyList<Metric<TTarget>> metrics)
        where TInput : unmanaged, INumberBase<TInput>
        where TTarget : unmanaged, INumberBase<TTarget>
    {
        CheckInputs(model, data);
        var (description, outputs) = (model.Description, model.Description.OutputFeatures);
        if (description.Targets == TargetKind.Labels && typeof(TTarget) != typeof(int))
            throw new ArgumentException($"The loss of {description.Name} takes labels, Int32, and the targets are {typeof(TTarget).Name}.", nameof(data));
        if (model is ITrainableModel<TInput, TTarget>) CheckTargets("it", description.Targets == TargetKind.Labels ? 1 : outputs);
        foreach (var metric in metrics)
        {
            if (metric is null) throw new ArgumentException("A metric is null.", nameof(metrics));
            Throw(metric.Misfit(outputs), description);
            CheckTargets(metric.Name, metric.TargetsPerRow(outputs));
        }

        if (metrics.DistinctBy(metric => metric.Name).Count() < metrics.Count)
        {
            throw new ArgumentException("Two metrics have the same name.", nameof(metrics));
        }

        void CheckTargets(string who, int perRow)
        {
            var targets = (description.OutputIsSequence ? data.Steps : 1) * perRow;
            if (data.TargetLength == targets) return;
            Throw(
                perRow == outputs
                    ? $"it gives {targets} values per sample, the targets have {data.TargetLength}"
                    : $"{who} takes {targets} labels per sample, the targets have {data.TargetLength}",
                description);
        }
    }

    /// <summary>Checks the values of inputs and targets.</summary>
    /// <exception cref="InvalidDataException">A value is not finite, no token of the model or no target of it.</exception>
    public static void CheckValues<TInput, TTarget>(ModelDescription description, Dataset<TInput, TTarget> data)
        where TInput : unmanaged, INumberBase<TInput>
        where TTarget : unmanaged, INumberBase<TTarget> =>
        data.Check(description.Vocabulary, targets => InvalidTarget(description, targets), AllowedTargets(description));

    private static string AllowedTargets(ModelDescription description) => description.Targets switch
    {
        TargetKind.Labels => $"labels are 0 to {description.OutputFeatures - 1}{(description.IgnoreIndex is { } ignored ? $", or {ignored}, which does not count" : "")}",
        _ => "targets are 0 to 1",
    };

    /// <summary>Index of the first target that is none of the model's; null if all are.</summary>
    private static int? InvalidTarget<TTarget>(ModelDescription description, ReadOnlySpan<TTarget> targets)
        where TTarget : unmanaged, INumberBase<TTarget>
    {
        for (var i = 0; i < targets.Length; i++)
        {
            var valid = description.Targets switch
            {
                TargetKind.Labels => int.CreateTruncating(targets[i]) is var label
                    && (label == description.IgnoreIndex || (uint)label < (uint)description.OutputFeatures),
                TargetKind.Probabilities => float.CreateTruncating(targets[i]) is >= 0 and <= 1,
                _ => true,
            };
            if (!valid) return i;
        }

        return null;
    }

    private static void Throw(string? fault, ModelDescription description)
    {
        if (fault is not null) throw new ArgumentException($"The data do not fit {description.Name}: {fault}.", "data");
    }
}
