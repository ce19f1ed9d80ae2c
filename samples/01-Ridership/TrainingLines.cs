using RnnGen.Training;

namespace RnnGen.Samples.Ridership;

/// <summary>One training as a line per epoch, for logs.</summary>
internal sealed class TrainingLines(ulong seed, ForecastData data) : ITrainingProgress
{
    public void OnBatchEnd(in BatchResult batch)
    {
    }

    public void OnEpochEnd(EpochResult epoch) => Console.WriteLine(
        $"seed {seed}  epoch {epoch.Epoch + 1,2}  training loss {epoch.Training.Loss:F4}  validation loss {epoch.Validation!.Value.Loss:F4}"
        + $"  validation MAE {data.ErrorInThousands(epoch.Validation!.Value.MeanAbsoluteError):F3}  learning rate {epoch.LearningRate:R}");
}
