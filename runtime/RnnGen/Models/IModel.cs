namespace RnnGen;

/// <summary>What every generated single-precision model is, whatever it reads and gives: a description and weights.</summary>
public interface IModelWeights
{
    /// <summary>Shapes, layers and parameters.</summary>
    ModelDescription Description { get; }

    /// <summary>The parameters, in PyTorch's names, order and layout. Call <see cref="RefreshWeights"/> after writing to them.</summary>
    TensorBlock<float> Parameters { get; }

    /// <summary>Derives the packed weights that kernels read from <see cref="Parameters"/>. Not while others use the model.</summary>
    /// <param name="threads">How many threads at the most do it together, positive, see <see cref="ModelWorkspace.Threads"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is not positive.</exception>
    void RefreshWeights(int threads = 1);
}

/// <summary>
/// A generated single-precision model with one input and one output: its weights and its predictions. Reading members are
/// safe for any number of threads at once, each with a workspace of its own.
/// </summary>
/// <typeparam name="TInput"><see cref="float"/> for features, <see cref="int"/> for token ids.</typeparam>
public interface IModel<TInput> : IModelWeights
    where TInput : unmanaged
{
    /// <summary>Makes memory for predictions.</summary>
    /// <param name="maxBatch">Largest batch.</param>
    /// <param name="maxSteps">Largest number of time steps.</param>
    ModelWorkspace CreateWorkspace(int maxBatch, int maxSteps);

    /// <summary>Predicts a batch of sequences of different lengths.</summary>
    /// <param name="x">Inputs <c>[batch, steps, features]</c>, row-major; the number of steps follows from the length.</param>
    /// <param name="lengths">
    /// Valid steps of every sample, from the first: the rest of its row is padding. Empty: every sample has all steps.
    /// </param>
    /// <param name="y">Outputs <c>[batch, outputs]</c>, or <c>[batch, steps, outputs]</c> for a sequence.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="workspace">A workspace of this model, large enough.</param>
    /// <exception cref="ArgumentException">
    /// A length or the workspace does not fit, or there are lengths and the model takes none; nothing was changed.
    /// </exception>
    void Predict(ReadOnlySpan<TInput> x, ReadOnlySpan<int> lengths, Span<float> y, int batch, ModelWorkspace workspace);

    /// <summary>Predicts a batch of samples that have all steps.</summary>
    /// <param name="x">Inputs <c>[batch, steps, features]</c>, row-major; the number of steps follows from the length.</param>
    /// <param name="y">Outputs <c>[batch, outputs]</c>, or <c>[batch, steps, outputs]</c> for a sequence.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="workspace">A workspace of this model, large enough.</param>
    /// <exception cref="ArgumentException">A length or the workspace does not fit; nothing was changed.</exception>
    void Predict(ReadOnlySpan<TInput> x, Span<float> y, int batch, ModelWorkspace workspace) => Predict(x, [], y, batch, workspace);
}

/// <summary>The plain case: a model of float features.</summary>
public interface IModel : IModel<float>;
