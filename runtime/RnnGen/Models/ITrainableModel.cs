namespace RnnGen;

/// <summary>A generated model that <see cref="RnnGen.Training.Trainer"/> can train: one input, one output and a declared loss.</summary>
/// <typeparam name="TInput"><see cref="float"/> for features, <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/> for values, <see cref="int"/> for class labels.</typeparam>
public interface ITrainableModel<TInput, TTarget> : IModel<TInput>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    /// <summary>Predicts a batch, without dropout, and gives the loss of the predictions.</summary>
    /// <param name="x">Inputs <c>[batch, steps, features]</c>, row-major.</param>
    /// <param name="lengths">Valid steps of every sample, from the first; empty: every sample has all steps.</param>
    /// <param name="target">
    /// Wanted outputs in the shape of the outputs; or labels, one per sample or, if the outputs are a sequence, per step.
    /// </param>
    /// <param name="y">Receives the outputs.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="workspace">A workspace of this model, large enough: that of Predict.</param>
    /// <exception cref="ArgumentException">
    /// A length, a label or the workspace does not fit, or there are lengths and the model takes none; nothing was changed.
    /// </exception>
    float Evaluate(
        ReadOnlySpan<TInput> x, ReadOnlySpan<int> lengths, ReadOnlySpan<TTarget> target, Span<float> y, int batch, ModelWorkspace workspace);

    /// <summary>Makes memory for training.</summary>
    /// <param name="maxBatch">Largest batch.</param>
    /// <param name="maxSteps">Largest number of time steps.</param>
    TrainingWorkspace<float> CreateTrainingWorkspace(int maxBatch, int maxSteps);

    /// <summary>Computes the outputs of a batch with dropout active and keeps what Backward needs.</summary>
    /// <param name="x">Inputs <c>[batch, steps, features]</c>, row-major.</param>
    /// <param name="lengths">
    /// Valid steps of every sample, from the first: the rest of its row is padding. Empty: every sample has all steps.
    /// </param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="workspace">A training workspace of this model, large enough.</param>
    /// <exception cref="ArgumentException">
    /// A length or the workspace does not fit, or there are lengths and the model takes none; nothing was changed.
    /// </exception>
    void Forward(ReadOnlySpan<TInput> x, ReadOnlySpan<int> lengths, int batch, TrainingWorkspace<float> workspace);

    /// <summary>Forward for samples that have all steps.</summary>
    /// <param name="x">Inputs <c>[batch, steps, features]</c>, row-major.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="workspace">A training workspace of this model, large enough.</param>
    /// <exception cref="ArgumentException">A length or the workspace does not fit; nothing was changed.</exception>
    void Forward(ReadOnlySpan<TInput> x, int batch, TrainingWorkspace<float> workspace) => Forward(x, [], batch, workspace);

    /// <summary>The loss of the last Forward against <paramref name="target"/>, which Backward then differentiates.</summary>
    /// <param name="target">
    /// Wanted outputs in the shape of the outputs; or labels, one per sample or, if the outputs are a sequence, per step.
    /// </param>
    /// <param name="workspace">The workspace of the last Forward.</param>
    float Loss(ReadOnlySpan<TTarget> target, TrainingWorkspace<float> workspace);

    /// <summary>Computes the gradients of the last Loss into <see cref="TrainingWorkspace{T}.Gradients"/>, replacing what was there.</summary>
    /// <param name="workspace">The workspace of the last Loss.</param>
    void Backward(TrainingWorkspace<float> workspace);
}

/// <summary>The plain case: float features in, float values out.</summary>
public interface ITrainableModel : ITrainableModel<float, float>, IModel;
