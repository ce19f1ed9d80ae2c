namespace RnnGen.Training;

/// <summary>Takes part in a training between epochs. OnTrainingBegin starts afresh, so that an instance can be used again.</summary>
public abstract class TrainingCallback
{
    /// <summary>The training is about to begin; nothing has been changed yet.</summary>
    /// <param name="context">The training.</param>
    /// <exception cref="InvalidOperationException">The callback asks for something this training does not have.</exception>
    public virtual void OnTrainingBegin(TrainingContext context)
    {
    }

    /// <summary>An epoch and its validation are complete.</summary>
    /// <param name="context">The training.</param>
    /// <param name="epoch">The results.</param>
    public virtual void OnEpochEnd(TrainingContext context, EpochResult epoch)
    {
    }

    /// <summary>The training has ended: completed, stopped or cancelled, but not by an exception.</summary>
    /// <param name="context">The training.</param>
    public virtual void OnTrainingEnd(TrainingContext context)
    {
    }
}

/// <summary>What callbacks see of a training.</summary>
public sealed class TrainingContext
{
    internal TrainingContext(IModelWeights model, Optimizer optimizer, bool hasValidation, params IEnumerable<string> metrics)
    {
        Model = model;
        Optimizer = optimizer;
        HasValidation = hasValidation;
        string[] names = ["loss", .. metrics];
        Columns = hasValidation ? [.. names, .. names.Select(name => EpochResult.ValidationPrefix + name)] : names;
    }

    /// <summary>The model. Call <see cref="IModelWeights.RefreshWeights"/> after writing to its parameters.</summary>
    public IModelWeights Model { get; }

    /// <summary>The optimizer.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Whether epochs have validation results.</summary>
    public bool HasValidation { get; }

    /// <summary>Names of the values of an epoch, as in <see cref="History.Column"/>.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Set it in OnEpochEnd to end the training after this epoch.</summary>
    public bool StopTraining { get; set; }
}
