using System.ComponentModel;

namespace RnnGen;

/// <summary>Memory for one training step: what forward keeps for backward, and the gradients of all trained parameters.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class TrainingWorkspace<T> : ModelWorkspace
    where T : unmanaged
{
    private bool _hasState;

    /// <summary>Initialises the capacities and allocates the gradients.</summary>
    /// <param name="maxBatch">Largest batch this workspace serves.</param>
    /// <param name="maxSteps">Largest number of time steps this workspace serves.</param>
    /// <param name="parameters">The model's parameter tensors.</param>
    protected TrainingWorkspace(int maxBatch, int maxSteps, IReadOnlyList<ParameterInfo> parameters)
        : base(maxBatch, maxSteps) => Gradients = new TensorBlock<T>([.. parameters.Where(parameter => parameter.Trainable)]);

    /// <summary>The gradient of the loss with respect to every trained parameter, as the last Backward left it.</summary>
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

    /// <summary>Whether this model's workspaces can carry states: it is recurrent, and declared with <see cref="ModelAttribute.Stateful"/>.</summary>
    public virtual bool CanCarryState => false;

    /// <summary>
    /// Whether a Forward starts from the final states of the one before, as if its steps followed on them: truncated backpropagation
    /// through time (Williams and Peng, 1990), for which Backward stops where the Forward started. Keras: <c>stateful=True</c>; PyTorch:
    /// passing on the detached states. Sample i goes on where sample i ended, so that the batch keeps its size until <see cref="ResetState"/>.
    /// </summary>
    /// <exception cref="NotSupportedException">The model cannot, see <see cref="CanCarryState"/>.</exception>
    public bool CarryState
    {
        get;
        set
        {
            if (value && !CanCarryState) throw new NotSupportedException($"A {GetType()} carries no states from one Forward to the next: declare [Model(Stateful = true)].");
            field = value;
            if (!value) ResetState();
        }
    }

    /// <summary>Batch of the last Forward; 0 before the first.</summary>
    public int Batch { get; private set; }

    /// <summary>Number of time steps of the last Forward; 0 before the first.</summary>
    public int BatchSteps { get; private set; }

    /// <summary>Whether the loss of the last Forward has been computed. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool HasLoss { get; set; }

    /// <summary>Whether there is a Forward that no Backward has used up.</summary>
    private bool HasForward { get; set; }

    /// <summary>Whether this Forward begins with the final states of the one before. For generated code, after <see cref="Begin"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool StartsFromState { get; private set; }

    /// <summary>Makes the next Forward start from initial states again: its sequences do not go on from the last ones.</summary>
    public void ResetState() => _hasState = false;

    /// <summary>Notes the beginning of a Forward. For generated code.</summary>
    /// <param name="batch">Number of samples.</param>
    /// <param name="steps">Number of time steps.</param>
    /// <exception cref="ArgumentException">The carried states are those of another number of samples; nothing was changed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Begin(int batch, int steps)
    {
        if (_hasState && batch != Batch)
        {
            throw new ArgumentException(
                $"The carried states are those of {Batch} samples, the batch has {batch}: call {nameof(ResetState)} first.", nameof(batch));
        }

        (StartsFromState, _hasState) = (_hasState, CarryState);
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
