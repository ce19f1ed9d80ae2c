namespace RnnGen.Training;

/// <summary>The value that a callback watches.</summary>
/// <param name="Name">Name of the value, as in <see cref="History.Column"/>: <c>val_loss</c>.</param>
/// <param name="LargerIsBetter">Whether it improves by growing; Keras' <c>mode</c>.</param>
public sealed record Monitored(string Name, bool LargerIsBetter = false)
{
    /// <summary>The loss on the validation data.</summary>
    public static Monitored ValidationLoss { get; } = new("val_loss");

    /// <summary>The mean absolute error on the validation data.</summary>
    public static Monitored ValidationMeanAbsoluteError { get; } = new("val_mean_absolute_error");

    /// <summary>The accuracy on the validation data.</summary>
    public static Monitored ValidationAccuracy { get; } = new("val_accuracy", LargerIsBetter: true);

    /// <summary>The training loss.</summary>
    public static Monitored Loss { get; } = new("loss");

    /// <summary>The mean absolute error on the training data.</summary>
    public static Monitored MeanAbsoluteError { get; } = new("mean_absolute_error");

    /// <summary>An improvement that counts as none: with a negative one worse would be better, with NaN or infinity nothing would.</summary>
    internal static double Delta(double value) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException("MinDelta", value, "Has to be finite and not negative.");

    /// <summary>The value of an epoch, with its sign changed where larger is better: to callbacks, smaller is.</summary>
    internal double Of(EpochResult epoch) => LargerIsBetter ? -epoch[Name] : epoch[Name];

    /// <summary>Refuses a training that does not have the value: a callback that silently never acts is worse.</summary>
    internal void Require(TrainingContext context)
    {
        if (context.Columns.Contains(Name)) return;
        throw new InvalidOperationException(
            !context.HasValidation && Name.StartsWith(EpochResult.ValidationPrefix, StringComparison.Ordinal)
                ? $"'{Name}' needs {nameof(FitOptions.Validation)} or {nameof(FitOptions.ValidationSplit)}."
                : $"There is no '{Name}' to watch; the training has {string.Join(", ", context.Columns)}.");
    }
}
