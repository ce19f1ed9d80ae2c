using RnnGen.Training;
using Spectre.Console;

namespace RnnGen.Samples.Ridership;

/// <summary>One training as a live bar.</summary>
internal sealed class TrainingBar(ulong seed, ProgressTask bar, ForecastData data) : ITrainingProgress
{
    public void OnBatchEnd(in BatchResult batch)
    {
        bar.MaxValue = batch.Epochs * batch.Batches;
        bar.Value = (batch.Epoch * batch.Batches) + batch.Batch + 1;
    }

    public void OnEpochEnd(EpochResult epoch) =>
        bar.Description = $"seed {seed}  epoch {epoch.Epoch + 1,2}  validation MAE {data.ErrorInThousands(epoch.Validation!.Value.MeanAbsoluteError):F3}";

    /// <summary>Fills the bar: early stopping usually ends a training before its last epoch.</summary>
    public void End() => bar.Value = bar.MaxValue;
}
