using System.Numerics;
using RnnGen.Data;

namespace RnnGen.Training;

/// <summary>Trains, evaluates and runs models over datasets.</summary>
public static class Trainer
{
    /// <summary>
    /// Trains a model. The same model, data and options give the same bits. After the first epoch a step allocates nothing.
    /// Cancellation is no error: the training ends between two steps, with the weights of the last one (or those an
    /// <see cref="EarlyStopping"/> restores), and the history tells. A step whose loss or gradient is not finite is skipped and counted.
    /// </summary>
    /// <typeparam name="TInput"><see cref="float"/> for features, <see cref="int"/> for token ids.</typeparam>
    /// <typeparam name="TTarget"><see cref="float"/> for values, <see cref="int"/> for class labels.</typeparam>
    /// <param name="model">The model; nobody else may use it meanwhile.</param>
    /// <param name="data">Training samples in the shape of the model.</param>
    /// <param name="options">How to train.</param>
    /// <param name="cancellation">Ends the training early.</param>
    /// <exception cref="ArgumentException">Options or data do not fit the model; nothing was changed.</exception>
    /// <exception cref="InvalidDataException">
    /// The data hold a value that is NaN or infinite, no token or no label of the model; nothing was changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A callback asks for a value that there will not be; nothing was changed.
    /// </exception>
    /// <exception cref="NotFiniteNumberException">
    /// <see cref="FitOptions{TInput, TTarget}.MaxSkippedSteps"/> steps in a row were skipped. The weights are those of the last step taken.
    /// </exception>
    public static History Fit<TInput, TTarget>(
        ITrainableModel<TInput, TTarget> model,
        Dataset<TInput, TTarget> data,
        FitOptions<TInput, TTarget> options,
        CancellationToken cancellation = default)
        where TInput : unmanaged, INumberBase<TInput>
        where TTarget : unmanaged, INumberBase<TTarget>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var metrics = options.Metrics ?? Metrics.Default<TTarget>(model.Description.IgnoreIndex);
        ModelFit.Check(model, data, metrics);
        if (options.TruncatedSteps is not null && !model.Description.OutputIsSequence)
        {
            throw new ArgumentException(
                $"{nameof(options.TruncatedSteps)} needs targets for every step, and {model.Description.Name} has one output per sequence.",
                nameof(options));
        }

        var (training, validation) = Split(data, options);
        if (validation is not null) ModelFit.Check(model, validation, metrics);
        ModelFit.CheckValues(model.Description, training);
        if (validation is not null) ModelFit.CheckValues(model.Description, validation);
        return new TrainingRun<TInput, TTarget>(model, training, validation, metrics, options, cancellation).Run();
    }

    /// <summary>Predicts every sample of a dataset.</summary>
    /// <typeparam name="TInput"><see cref="float"/> for features, <see cref="int"/> for token ids.</typeparam>
    /// <typeparam name="TTarget">The type of the targets, which are not used.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="data">Samples in the shape of the model's inputs.</param>
    /// <param name="batchSize">Samples per call of the model.</param>
    /// <returns>Outputs, <c>[samples, outputs]</c> or <c>[samples, steps, outputs]</c>; those of padded steps are 0.</returns>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    public static float[] Predict<TInput, TTarget>(IModel<TInput> model, Dataset<TInput, TTarget> data, int batchSize = 256)
        where TInput : unmanaged, INumberBase<TInput>
        where TTarget : unmanaged, INumberBase<TTarget>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ModelFit.CheckInputs(model, data);
        return new Predictor<TInput, TTarget>(model, data, batchSize, BatchPadding.Longest).Predict();
    }

    /// <summary>Compares predictions with targets, without dropout.</summary>
    /// <typeparam name="TInput"><see cref="float"/> for features, <see cref="int"/> for token ids.</typeparam>
    /// <typeparam name="TTarget"><see cref="float"/> for values, <see cref="int"/> for class labels.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="data">Samples in the shape of the model.</param>
    /// <param name="batchSize">Samples per call of the model.</param>
    /// <param name="metrics">What to compute beside the loss; null for the default of <see cref="FitOptions{TInput, TTarget}.Metrics"/>.</param>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    /// <exception cref="InvalidDataException">The data hold a value that is NaN or infinite, no token or no target of the model.</exception>
    public static Evaluation Evaluate<TInput, TTarget>(
        IModel<TInput> model, Dataset<TInput, TTarget> data, int batchSize = 256, IReadOnlyList<Metric<TTarget>>? metrics = null)
        where TInput : unmanaged, INumberBase<TInput>
        where TTarget : unmanaged, INumberBase<TTarget>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        metrics ??= Metrics.Default<TTarget>(model.Description.IgnoreIndex);
        ModelFit.Check(model, data, metrics);
        ModelFit.CheckValues(model.Description, data);
        var predictor = new Predictor<TInput, TTarget>(model, data, batchSize, BatchPadding.Longest);
        return predictor.Evaluate(metrics)!.Value;
    }

    private static (Dataset<TInput, TTarget> Training, Dataset<TInput, TTarget>? Validation) Split<TInput, TTarget>(
        Dataset<TInput, TTarget> data, FitOptions<TInput, TTarget> options)
        where TInput : unmanaged, INumberBase<TInput>
        where TTarget : unmanaged, INumberBase<TTarget>
    {
        if (options.ValidationSplit == 0) return (data, options.Validation);
        var split = (int)Math.Floor(data.Count * (1 - options.ValidationSplit));
        if (split == 0 || split == data.Count)
        {
            throw new ArgumentException(
                $"A validation split of {options.ValidationSplit:R} leaves {split} of {data.Count} samples for training.", nameof(options));
        }

        return (data.Slice(..split), data.Slice(split..));
    }
}
