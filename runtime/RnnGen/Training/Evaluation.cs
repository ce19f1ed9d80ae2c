namespace RnnGen.Training;

/// <summary>Means over all outputs of all samples.</summary>
/// <param name="Loss">The model's loss. Without training that is the mean squared error, the one loss a model can declare.</param>
/// <param name="MeanAbsoluteError">Mean of |y − target|, in the units of the targets.</param>
/// <param name="MeanSquaredError">Mean of (y − target)².</param>
public readonly record struct Evaluation(double Loss, double MeanAbsoluteError, double MeanSquaredError)
{
    /// <summary>Root of the mean squared error, in the units of the targets.</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);
}
