using System.Numerics;

namespace RnnGen.Training;

/// <summary>The metrics that are built in, under Keras' names.</summary>
public static class Metrics
{
    /// <summary>PyTorch's <c>ignore_index</c>: the label of a row that does not count.</summary>
    public const int DefaultIgnoreIndex = -100;

    /// <summary>Mean of |y − target| over all outputs, in the units of the targets: <c>mean_absolute_error</c>.</summary>
    public static Metric<float> MeanAbsoluteError { get; } = new AbsoluteErrorMetric();

    /// <summary>Mean of (y − target)² over all outputs: <c>mean_squared_error</c>.</summary>
    public static Metric<float> MeanSquaredError { get; } = new SquaredErrorMetric();

    /// <summary>
    /// Fraction of rows whose largest output is that of the label: <c>accuracy</c>. Of equal outputs the first is the largest; NaN is
    /// never. Logits and probabilities give the same.
    /// </summary>
    /// <param name="ignoreIndex">Rows of this label do not count: padding, or tokens without a label.</param>
    public static Metric<int> Accuracy(int ignoreIndex = DefaultIgnoreIndex) => new AccuracyMetric(ignoreIndex);

    /// <summary>Fraction of outputs on the right side of a threshold: <c>accuracy</c>, Keras' <c>BinaryAccuracy</c>.</summary>
    /// <typeparam name="TTarget"><see cref="float"/> or <see cref="int"/>; the targets are 0 and 1.</typeparam>
    /// <param name="threshold">An output above it says 1: 0 for logits, 0.5 for probabilities.</param>
    public static Metric<TTarget> BinaryAccuracy<TTarget>(float threshold)
        where TTarget : unmanaged, INumberBase<TTarget> => new BinaryAccuracyMetric<TTarget>(threshold);

    /// <summary>
    /// Mean over rows of the negative log-likelihood of the label, <c>log Σⱼ exp yⱼ − y_label</c>: <c>cross_entropy</c>. PyTorch:
    /// <c>nn.CrossEntropyLoss</c>; Keras: <c>sparse_categorical_crossentropy</c> from logits.
    /// </summary>
    /// <param name="ignoreIndex">Rows of this label do not count.</param>
    public static Metric<int> CrossEntropy(int ignoreIndex = DefaultIgnoreIndex) => new CrossEntropyMetric(ignoreIndex);

    /// <summary>
    /// Mean over outputs of <c>max(y, 0) − y·t + log(1 + exp(−|y|))</c> for a logit y and a target t from 0 to 1:
    /// <c>binary_cross_entropy</c>. PyTorch: <c>nn.BCEWithLogitsLoss</c>; Keras: <c>binary_crossentropy</c> from logits.
    /// </summary>
    /// <typeparam name="TTarget"><see cref="float"/> or <see cref="int"/>.</typeparam>
    public static Metric<TTarget> BinaryCrossEntropy<TTarget>()
        where TTarget : unmanaged, INumberBase<TTarget> => new BinaryCrossEntropyMetric<TTarget>();

    /// <summary>What is reported when nothing is asked for: the errors of values, the accuracy of labels.</summary>
    internal static IReadOnlyList<Metric<TTarget>> Default<TTarget>(int? ignoreIndex)
        where TTarget : unmanaged
    {
        Metric[] metrics = typeof(TTarget) == typeof(int) ? [Accuracy(ignoreIndex ?? DefaultIgnoreIndex)] : [MeanAbsoluteError, MeanSquaredError];
        return [.. metrics.OfType<Metric<TTarget>>()];
    }
}
