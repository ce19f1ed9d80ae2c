namespace RnnGen;

/// <summary>
/// A generated single-precision model with one input and one output: its weights and its predictions. Reading members are
/// safe for any number of threads at once, each with a workspace of its own.
/// </summary>
public interface IModel
{
    /// <summary>Shapes, layers and parameters.</summary>
    ModelDescription Description { get; }

    /// <summary>The parameters, in PyTorch's names, order and layout. Call <see cref="RefreshWeights"/> after writing to them.</summary>
    TensorBlock<float> Parameters { get; }

    /// <summary>Derives the packed weights that kernels read from <see cref="Parameters"/>. Not while others use the model.</summary>
    void RefreshWeights();

    /// <summary>Makes memory for predictions.</summary>
    /// <param name="maxBatch">Largest batch.</param>
    /// <param name="maxSteps">Largest number of time steps.</param>
    ModelWorkspace CreateWorkspace(int maxBatch, int maxSteps);

    /// <summary>Predicts a batch.</summary>
    /// <param name="x">Inputs <c>[batch, steps, features]</c>, row-major; the number of steps follows from the length.</param>
    /// <param name="y">Outputs <c>[batch, outputs]</c>, or <c>[batch, steps, outputs]</c> for a sequence.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="workspace">A workspace of this model, large enough.</param>
    /// <exception cref="ArgumentException">A length or the workspace does not fit; nothing was changed.</exception>
    void Predict(ReadOnlySpan<float> x, Span<float> y, int batch, ModelWorkspace workspace);
}

/// <summary>A generated model that <see cref="RnnGen.Training.Trainer"/> can train: one input, one output and a declared loss.</summary>
public interface ITrainableModel : IModel
{
    /// <summary>Makes memory for training.</summary>
    /// <param name="maxBatch">Largest batch.</param>
    /// <param name="maxSteps">Largest number of time steps.</param>
    TrainingWorkspace<float> CreateTrainingWorkspace(int maxBatch, int maxSteps);

    /// <summary>Computes the outputs of a batch with dropout active and keeps what Backward needs.</summary>
    /// <param name="x">Inputs <c>[batch, steps, features]</c>, row-major.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="workspace">A training workspace of this model, large enough.</param>
    void Forward(ReadOnlySpan<float> x, int batch, TrainingWorkspace<float> workspace);

    /// <summary>The loss of the last Forward against <paramref name="target"/>, which Backward then differentiates.</summary>
    /// <param name="target">Wanted outputs, in the shape of the outputs.</param>
    /// <param name="workspace">The workspace of the last Forward.</param>
    float Loss(ReadOnlySpan<float> target, TrainingWorkspace<float> workspace);

    /// <summary>Computes the gradients of the last Loss into <see cref="TrainingWorkspace{T}.Gradients"/>, replacing what was there.</summary>
    /// <param name="workspace">The workspace of the last Loss.</param>
    void Backward(TrainingWorkspace<float> workspace);
}
