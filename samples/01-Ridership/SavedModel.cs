using RnnGen.Data;

namespace RnnGen.Samples.Ridership;

/// <summary>What makes a trained model useful the next day: one file with the weights and the scaler, and a forecast from it.</summary>
internal static class SavedModel
{
    /// <summary>Saves a model, loads it into new objects and forecasts the day after the table with both. False if a bit differs.</summary>
    public static bool RepeatsForecast(RidershipForecaster model, ForecastData data, string path)
    {
        var (rows, target) = data.LatestWindow;
        var expected = Forecast(model, data.Scaler, rows);
        model.Save(path, data.Scaler);
        Console.WriteLine($"forecast for {target:O}: {expected:F3} thousand people; model saved to {path}");

        var scaler = new StandardScaler();
        var loaded = RidershipForecaster.Load(path, scaler);
        var repeated = Forecast(loaded, scaler, rows);
        var equal = BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(repeated);
        Console.WriteLine(equal ? "the loaded model repeats it bit for bit" : $"the loaded model forecasts {repeated:R} instead of {expected:R}");
        return equal;
    }

    /// <summary>Forecasts one day in thousands of people, from the thirty days before it as they are.</summary>
    private static float Forecast(RidershipForecaster model, StandardScaler scaler, float[] rows)
    {
        float[] x = [.. rows];
        scaler.Transform(x);
        float[] y = [0];
        model.Predict(x, y, model.CreateWorkspace());
        ForecastData.ToThousands(y, scaler);
        return y[0];
    }
}
