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
    /// <param name="model">The model; nobody else may use it meanwhile.</param>
    /// <param name="data">Training samples in the shape of the model.</param>
    /// <param name="options">How to train.</param>
    /// <param name="cancellation">Ends the training early.</param>
    /// <exception cref="ArgumentException">Options or data do not fit the model; nothing was changed.</exception>
    /// <exception cref="InvalidDataException">The data hold a value that is NaN or infinite; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">A callback asks for validation data that there are not; nothing was changed.</exception>
    /// <exception cref="NotFiniteNumberException">
    /// <see cref="FitOptions.MaxSkippedSteps"/> steps in a row were skipped. The weights are those of the last step taken.
    /// </exception>
    public static History Fit(ITrainableModel model, Dataset data, FitOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        CheckShapes(model, data);
        var (training, validation) = Split(data, options);
        if (validation is not null) CheckShapes(model, validation);
        training.CheckFinite();
        validation?.CheckFinite();
        return new TrainingRun(model, training, validation, options, cancellation).Run();
    }

    /// <summary>Predicts every sample of a dataset.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Samples in the shape of the model; their targets are not used.</param>
    /// <param name="batchSize">Samples per call of the model.</param>
    /// <returns>Outputs, <c>[samples, outputs]</c> or <c>[samples, steps, outputs]</c>.</returns>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    public static float[] Predict(IModel model, Dataset data, int batchSize = 256)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        CheckShapes(model, data);
        var outputs = new float[checked(data.Count * data.TargetLength)];
        new Predictor(model, data, batchSize).Predict(outputs);
        return outputs;
    }

    /// <summary>Compares predictions with targets, without dropout.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Samples in the shape of the model.</param>
    /// <param name="batchSize">Samples per call of the model.</param>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    public static Evaluation Evaluate(IModel model, Dataset data, int batchSize = 256)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        CheckShapes(model, data);
        return new Predictor(model, data, batchSize).Evaluate()!.Value;
    }

    private static (Dataset Training, Dataset? Validation) Split(Dataset data, FitOptions options)
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

    private static void CheckShapes(IModel model, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var description = model.Description;
        var outputs = (description.OutputIsSequence ? data.Steps : 1) * description.OutputFeatures;
        var fault =
            data.Count == 0 ? "there are no samples"
            : data.Features != description.InputFeatures ? $"it takes {description.InputFeatures} features, the data have {data.Features}"
            : description.Steps == 0 && data.Steps != 1 ? $"it takes single vectors, the data have {data.Steps} steps"
            : data.TargetLength != outputs ? $"it gives {outputs} values per sample, the targets have {data.TargetLength}"
            : null;
        if (fault is not null) throw new ArgumentException($"The data do not fit {description.Name}: {fault}.", nameof(data));
    }
}
