namespace RnnGen.Samples.Ridership;

/// <summary>Two forecasts for the test days that a network has to beat to be worth its training.</summary>
internal static class Baselines
{
    /// <summary>As many people as a week before.</summary>
    public static Score SameWeekdayLastWeek(ForecastData data) =>
        Score.Of(data.Ridership((data.TestStart - 7)..^7), data.Ridership(data.TestStart..));

    /// <summary>The best linear function of the same windows, with the penalty that suits the validation part.</summary>
    public static Score Ridge(ForecastData data)
    {
        var ridge = new RidgeRegression(data.Training);
        var wanted = RidgeRegression.Samples(data.Validation).Y;
        double[] lambdas = [0.01, 0.1, 1, 10, 100, 1_000];
        var best = lambdas.Select(ridge.Fit).MinBy(fit => Score.Of(fit.Predict(data.Validation), wanted).Rmse)!;
        var forecast = best.Predict(data.Test);
        ForecastData.ToThousands(forecast, data.Scaler);
        return Score.Of(forecast, data.Ridership(data.TestStart..));
    }
}
