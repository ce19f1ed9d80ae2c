namespace RnnGen.Samples.Ridership;

/// <summary>How far forecasts are from what happened, in thousands of people.</summary>
/// <param name="Mae">Mean absolute error.</param>
/// <param name="Rmse">Root of the mean squared error: it minds a few bad days more.</param>
internal readonly record struct Score(double Mae, double Rmse)
{
    public static Score Of(ReadOnlySpan<float> forecast, ReadOnlySpan<float> actual)
    {
        var (absolute, squared) = (0.0, 0.0);
        for (var i = 0; i < actual.Length; i++)
        {
            var error = (double)forecast[i] - actual[i];
            absolute += Math.Abs(error);
            squared += error * error;
        }

        return new Score(absolute / actual.Length, Math.Sqrt(squared / actual.Length));
    }
}
