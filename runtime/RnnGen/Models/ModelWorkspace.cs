using System.ComponentModel;

namespace RnnGen;

/// <summary>
/// Memory for the intermediate values of one caller at a time. A model is only weights, so any number of threads may use one
/// model, each with a workspace of its own. Generated models derive their own workspaces from this class.
/// </summary>
public abstract class ModelWorkspace
{
    /// <summary>Initialises the capacities.</summary>
    /// <param name="maxBatch">Largest batch this workspace serves.</param>
    /// <param name="maxSteps">Largest number of time steps this workspace serves.</param>
    /// <exception cref="ArgumentOutOfRangeException">A capacity is not positive.</exception>
    protected ModelWorkspace(int maxBatch, int maxSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBatch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxSteps);
        MaxBatch = maxBatch;
        MaxSteps = maxSteps;
    }

    /// <summary>Largest batch this workspace serves.</summary>
    public int MaxBatch { get; }

    /// <summary>Largest number of time steps this workspace serves.</summary>
    public int MaxSteps { get; }

    /// <summary>Bytes held for intermediate values.</summary>
    public abstract long Bytes { get; }
}

/// <summary>Memory for one training step: what forward keeps for backward, and the gradients of all parameters.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class TrainingWorkspace<T> : ModelWorkspace
    where T : unmanaged
{
    /// <summary>Initialises the capacities and allocates the gradients.</summary>
    /// <param name="maxBatch">Largest batch this workspace serves.</param>
    /// <param name="maxSteps">Largest number of time steps this workspace serves.</param>
    /// <param name="parameters">The model's parameter tensors.</param>
    protected TrainingWorkspace(int maxBatch, int maxSteps, IReadOnlyList<ParameterInfo> parameters)
        : base(maxBatch, maxSteps) => Gradients = new TensorBlock<T>(parameters);

    /// <summary>The gradient of the loss with respect to every parameter, as the last Backward left it.</summary>
    public TensorBlock<T> Gradients { get; }

    /// <summary>
    /// Outputs of the last Forward, <c>[batch, outputs]</c> or <c>[batch, steps, outputs]</c>, dropout included; training
    /// metrics read them. They last until the next Forward.
    /// </summary>
    public abstract ReadOnlySpan<T> Outputs { get; }

    /// <summary>Seed of the dropout masks.</summary>
    public ulong Seed { get; set; }

    /// <summary>
    /// Number of the training step, the other half of the key of the dropout masks. Each Forward increments it; set it when
    /// training resumes, and the masks are those of an uninterrupted run.
    /// </summary>
    public long Step { get; set; }

    /// <summary>Batch of the last Forward; 0 before the first.</summary>
    public int Batch { get; private set; }

    /// <summary>Number of time steps of the last Forward; 0 before the first.</summary>
    public int BatchSteps { get; private set; }

    /// <summary>Whether the loss of the last Forward has been computed. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool HasLoss { get; set; }

    /// <summary>Whether there is a Forward that no Backward has used up.</summary>
    private bool HasForward { get; set; }

    /// <summary>Notes the beginning of a Forward. For generated code.</summary>
    /// <param name="batch">Number of samples.</param>
    /// <param name="steps">Number of time steps.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Begin(int batch, int steps)
    {
        (Batch, BatchSteps, HasForward, HasLoss) = (batch, steps, true, false);
        Step++;
    }

    /// <summary>The batch and the steps of the last Forward, if it can be differentiated. For generated code.</summary>
    /// <param name="afterLoss">Whether its loss is needed as well.</param>
    /// <exception cref="InvalidOperationException">There was no Forward, or it has been used up, or there is no loss.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public (int Batch, int Steps) Expect(bool afterLoss)
    {
        if (!HasForward) throw new InvalidOperationException("Call Forward first: each Forward serves one Backward.");
        if (!afterLoss && HasLoss) throw new InvalidOperationException("Loss has been computed: each Forward serves one Loss.");
        if (afterLoss && !HasLoss) throw new InvalidOperationException("Call Loss before Backward: it is what Backward differentiates.");
        return (Batch, BatchSteps);
    }

    /// <summary>Notes that a Backward overwrites what Forward kept. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void End() => (HasForward, HasLoss) = (false, false);
}
