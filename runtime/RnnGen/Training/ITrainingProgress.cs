namespace RnnGen.Training;

/// <summary>Is told how a training goes, on the thread that trains.</summary>
public interface ITrainingProgress
{
    /// <summary>A step was taken or skipped.</summary>
    /// <param name="batch">Which, and with what result.</param>
    void OnBatchEnd(in BatchResult batch);

    /// <summary>An epoch is complete, callbacks not yet called.</summary>
    /// <param name="epoch">Its row of the history.</param>
    void OnEpochEnd(EpochResult epoch);
}

/// <summary>One training step.</summary>
/// <param name="Epoch">Number of the epoch, from 0.</param>
/// <param name="Epochs">Number of epochs asked for.</param>
/// <param name="Batch">Number of the batch in the epoch, from 0.</param>
/// <param name="Batches">Number of batches in an epoch.</param>
/// <param name="Window">
/// Number of the window in the batch, from 0; always 0 unless <see cref="FitOptions{TInput, TTarget}.TruncatedSteps"/> is set.
/// </param>
/// <param name="RunningLoss">
/// Mean loss of the epoch's samples, or their steps if targets are per step, so far; without skipped steps; NaN before the first step taken.
/// </param>
/// <param name="GradientNorm">Norm of all gradients, before clipping.</param>
/// <param name="Skipped">Whether the step was not taken because the loss or a gradient was not finite.</param>
public readonly record struct BatchResult(
    int Epoch, int Epochs, int Batch, int Batches, int Window, double RunningLoss, double GradientNorm, bool Skipped);
