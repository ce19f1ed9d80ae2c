using RnnGen.Training;

namespace RnnGen.Runtime.Tests.Training;

/// <summary>Keeps all it is told.</summary>
internal sealed class RecordingProgress(Action<BatchResult>? onBatchEnd = null) : ITrainingProgress
{
    public List<BatchResult> Batches { get; } = [];

    public List<EpochResult> Epochs { get; } = [];

    public void OnBatchEnd(in BatchResult batch)
    {
        Batches.Add(batch);
        onBatchEnd?.Invoke(batch);
    }

    public void OnEpochEnd(EpochResult epoch) => Epochs.Add(epoch);
}

/// <summary>Notes after every batch how much the thread has allocated, without allocating.</summary>
internal sealed class AllocationProgress(int batches) : ITrainingProgress
{
    public List<long> Bytes { get; } = new(batches);

    public void OnBatchEnd(in BatchResult batch) => Bytes.Add(GC.GetAllocatedBytesForCurrentThread());

    public void OnEpochEnd(EpochResult epoch)
    {
    }
}
