namespace RnnGen.Training;

/// <summary>The value that a callback watches; smaller is better for all of them.</summary>
public enum Monitored
{
    /// <summary>The loss on the validation data.</summary>
    ValidationLoss,

    /// <summary>The mean absolute error on the validation data.</summary>
    ValidationMeanAbsoluteError,

    /// <summary>The training loss.</summary>
    Loss,

    /// <summary>The mean absolute error on the training data.</summary>
    MeanAbsoluteError,
}

/// <summary>Reads the monitored value.</summary>
internal static class MonitoredExtensions
{
    /// <summary>The value of an epoch.</summary>
    public static double Of(this Monitored monitored, EpochResult epoch) => monitored switch
    {
        Monitored.ValidationLoss => epoch.Validation!.Value.Loss,
        Monitored.ValidationMeanAbsoluteError => epoch.Validation!.Value.MeanAbsoluteError,
        Monitored.Loss => epoch.Training.Loss,
        Monitored.MeanAbsoluteError => epoch.Training.MeanAbsoluteError,
        _ => throw new ArgumentOutOfRangeException(nameof(monitored), monitored, null),
    };

    /// <summary>Refuses a training that does not have the value: a callback that silently never acts is worse.</summary>
    public static void Require(this Monitored monitored, TrainingContext context)
    {
        if (monitored is Monitored.ValidationLoss or Monitored.ValidationMeanAbsoluteError && !context.HasValidation)
        {
            throw new InvalidOperationException(
                $"{monitored} needs {nameof(FitOptions.Validation)} or {nameof(FitOptions.ValidationSplit)}.");
        }
    }
}
