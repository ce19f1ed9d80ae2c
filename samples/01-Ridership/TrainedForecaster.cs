using RnnGen.Training;

namespace RnnGen.Samples.Ridership;

/// <summary>A network after its training.</summary>
/// <param name="Seed">What it was drawn and trained with.</param>
/// <param name="Model">The network, with the weights of its best epoch.</param>
/// <param name="ValidationLoss">Its mean squared error on the validation part, scaled.</param>
/// <param name="TestForecast">Its forecast for every test day, in thousands of people.</param>
/// <param name="TestScore">How good that is.</param>
internal sealed record TrainedForecaster(
    ulong Seed, RidershipForecaster Model, double ValidationLoss, float[] TestForecast, Score TestScore)
{
    /// <summary>Trains a new network; the same seed gives the same bits.</summary>
    public static TrainedForecaster Train(ulong seed, ForecastData data, ITrainingProgress progress, CancellationToken cancellation)
    {
        var model = new RidershipForecaster(seed);
        Trainer.Fit(
            model,
            data.Training,
            new FitOptions
            {
                Epochs = 50,
                BatchSize = 32,
                Seed = seed,
                Optimizer = new Adam(learningRate: 1e-3),
                ClipNorm = 1.0,
                Validation = data.Validation,
                Callbacks =
                [
                    new EarlyStopping { Patience = 10, RestoreBestWeights = true },
                    new ReduceLROnPlateau { Factor = 0.5, Patience = 5 },
                ],
                Progress = progress,
            },
            cancellation);

        var forecast = Trainer.Predict(model, data.Test);
        ForecastData.ToThousands(forecast, data.Scaler);
        var score = Score.Of(forecast, data.Ridership(data.TestStart..));
        return new TrainedForecaster(seed, model, Trainer.Evaluate(model, data.Validation).Loss, forecast, score);
    }
}
