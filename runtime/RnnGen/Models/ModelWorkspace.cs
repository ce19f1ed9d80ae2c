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

    /// <summary>
    /// How many threads at the most do a call with this workspace together, positive; 1 at first. Results have the same bits whatever
    /// it is. One team of threads serves the whole process: who finds it busy works alone. It pays from some ten microseconds on, and
    /// never beyond the number of processors that are idle: threads wait for one another, and for whatever else keeps a processor busy.
    /// PyTorch: <c>torch.set_num_threads</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int Threads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Threads));
            field = value;
        }
    } = 1;

    /// <summary>Bytes held for intermediate values.</summary>
    public abstract long Bytes { get; }
}
