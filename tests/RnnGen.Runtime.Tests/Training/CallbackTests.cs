using RnnGen.Data;
using RnnGen.Training;

namespace RnnGen.Runtime.Tests.Training;

/// <summary>Sequences of monitored values with the decisions that Keras' rules give, worked out by hand.</summary>
public class CallbackTests
{
    [Theory]
    //// best 3, then bad epochs 1, 2: the second of them stops.
    [InlineData(2, 0, "3 4 4 1", 2, 0)]
    //// 2 < 3 starts the count again; equal is not better.
    [InlineData(2, 0, "3 4 2 2 2 1", 4, 2)]
    //// The count is incremented before it is compared: patience 0 and 1 are the same.
    [InlineData(1, 0, "3 2 2 1", 2, 1)]
    [InlineData(0, 0, "3 2 2 1", 2, 1)]
    //// With patience 0 a better epoch never stops, however small the gain.
    [InlineData(0, 0, "3 2.9 2.8 2.7", null, 3)]
    //// An improvement has to exceed min_delta: from 3 to 2.5 does not, to 2.25 does.
    [InlineData(2, 0.5, "3 2.5 2.25 2 1.75 1", 4, 2)]
    //// NaN is never better; the first epoch never stops.
    [InlineData(1, 0, "NaN NaN 1", 1, 0)]
    [InlineData(3, 0, "NaN NaN 1 2 3", null, 2)]
    [InlineData(0, 0, "NaN 1 2", 2, 1)]
    public void Early_stopping_follows_Keras(int patience, double minDelta, string losses, int? stopped, int best)
    {
        foreach (var restore in new[] { false, true })
        {
            var callback = new EarlyStopping { Patience = patience, MinDelta = minDelta, RestoreBestWeights = restore };
            var model = new LinearModel(1, 1);
            var end = Run(callback, model, new Sgd(1), losses);
            Assert.Equal(stopped, callback.StoppedEpoch);
            Assert.Equal(best, callback.BestEpoch);

            // Run makes the number of the epoch the weight; Keras 3 restores with and without a stop.
            Assert.Equal(restore ? best : end, model.Parameters.Values[0]);
            Assert.Equal(restore ? 1 : 0, model.Refreshes);
        }
    }

    /// <summary>With NaN no epoch would ever improve, with a negative number a worse one would.</summary>
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1e-9)]
    [InlineData(double.PositiveInfinity)]
    public void A_delta_that_makes_no_sense_is_refused(double delta)
    {
        Assert.Equal("MinDelta", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { MinDelta = delta }).ParamName);
        Assert.Equal("MinDelta", Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLROnPlateau { MinDelta = delta }).ParamName);
    }

    [Fact]
    public void Early_stopping_can_be_used_again()
    {
        var callback = new EarlyStopping { Patience = 2, RestoreBestWeights = true };
        Run(callback, new LinearModel(1, 1), new Sgd(1), "1 2 3");
        Assert.Equal(2, callback.StoppedEpoch);
        var model = new LinearModel(1, 1);
        Run(callback, model, new Sgd(1), "9 8 9");
        Assert.Null(callback.StoppedEpoch);
        Assert.Equal(1, model.Parameters.Values[0]);
    }

    [Theory]
    //// Bad epochs 1 and 2 after the best: the second reduces, as does every second one after it.
    [InlineData(2, 0, 0, 0, "3 3 3 3 3 3", "8 8 4 4 2 2")]
    //// The improvement in between starts the count again.
    [InlineData(2, 0, 0, 0, "3 3 2 2 2 2", "8 8 8 8 4 4")]
    //// Exactly min_delta is no improvement.
    [InlineData(2, 0.5, 0, 0, "3 2.5 2.5 2.25 2.25 2.25", "8 8 4 4 4 2")]
    //// Patience 0 and 1 reduce on every bad epoch.
    [InlineData(0, 0, 0, 0, "3 3 2 2", "8 4 4 2")]
    [InlineData(1, 0, 0, 0, "3 3 2 2", "8 4 4 2")]
    //// Reduced at epoch 1 with cooldown 2: epoch 2 leaves one, epoch 3 none and counts itself, so it reduces.
    [InlineData(1, 0, 2, 0, "3 3 3 3 3 3 3", "8 4 4 2 2 1 1")]
    //// With patience 2: reduced at 2, epoch 3 cools, 4 and 5 count, 5 reduces.
    [InlineData(2, 0, 2, 0, "3 3 3 3 3 3 3", "8 8 4 4 4 2 2")]
    //// Not below the minimum.
    [InlineData(2, 0, 0, 6, "3 3 3 3 3 3", "8 8 6 6 6 6")]
    //// NaN is bad.
    [InlineData(2, 0, 0, 0, "3 NaN NaN", "8 8 4")]
    public void The_learning_rate_follows_Keras(int patience, double minDelta, int cooldown, double minimum, string losses, string rates)
    {
        var callback = new ReduceLROnPlateau
        {
            Factor = 0.5,
            Patience = patience,
            MinDelta = minDelta,
            Cooldown = cooldown,
            MinLearningRate = minimum,
        };
        var optimizer = new Sgd(8);
        var after = new List<double>();
        Run(callback, new LinearModel(1, 1), optimizer, losses, _ => after.Add(optimizer.LearningRate));
        Assert.Equal(Numbers(rates), after);
    }

    [Fact]
    public void At_the_minimum_the_count_goes_on()
    {
        // Bad epochs 1 to 4 count to four at the minimum; when the rate rises, the next bad epoch reduces at once.
        var callback = new ReduceLROnPlateau { Factor = 0.5, Patience = 2, MinLearningRate = 1 };
        var optimizer = new Sgd(1);
        var after = new List<double>();
        Run(callback, new LinearModel(1, 1), optimizer, "3 3 3 3 3 3", epoch =>
        {
            after.Add(optimizer.LearningRate);
            if (epoch == 4) optimizer.LearningRate = 8;
        });
        Assert.Equal([1, 1, 1, 1, 1, 4], after);
    }

    [Fact]
    public void Fit_stops_restores_and_records()
    {
        // Steps of rate 1 on (w·1 + b − 1)² from 0 swing between the residuals −1 and 3, −9, …: epoch 0 is the best of all.
        var data = new TensorDataset(new float[] { 1 }, new float[] { 1 }, 1, 1);
        var model = new LinearModel(1, 1);
        var stop = new EarlyStopping { Patience = 2, Monitor = Monitored.Loss, RestoreBestWeights = true };
        var reduce = new ReduceLROnPlateau { Patience = 1, Factor = 0.5, Monitor = Monitored.MeanAbsoluteError };
        var history = Trainer.Fit(model, data, new FitOptions { Epochs = 9, Optimizer = new Sgd(1), Callbacks = [stop, reduce] });
        Assert.Equal(TrainingEnd.Stopped, history.End);
        Assert.Equal([1, 9, 9 * 9], history.Epochs.Select(e => e.Training.Loss));
        Assert.Equal([1, 3, 9], history.Epochs.Select(e => e.Training.MeanAbsoluteError));

        // The rate of an epoch is the one it was trained with.
        Assert.Equal([1, 1, 0.5], history.Epochs.Select(e => e.LearningRate));
        Assert.Equal([2, 2], model.Parameters.Values.ToArray());
        Assert.All(history.Epochs, e => Assert.Null(e.Validation));
    }

    [Fact]
    public void A_monitor_without_its_data_is_refused()
    {
        var data = new TensorDataset(new float[] { 1 }, new float[] { 1 }, 1, 1);
        TrainingCallback[] callbacks =
        [
            new EarlyStopping(), new ReduceLROnPlateau(), new EarlyStopping { Monitor = Monitored.ValidationMeanAbsoluteError },
        ];
        foreach (var callback in callbacks)
        {
            var model = new LinearModel(1, 1);
            Assert.Throws<InvalidOperationException>(() => Trainer.Fit(model, data, new FitOptions { Callbacks = [callback] }));
            Assert.Equal(0, model.Refreshes);
        }
    }

    /// <summary>Plays epochs with given validation losses until the callback stops; returns the last epoch.</summary>
    private static int Run(
        TrainingCallback callback, LinearModel model, Optimizer optimizer, string losses, Action<int>? afterEpoch = null)
    {
        var context = new TrainingContext(model, optimizer, hasValidation: true);
        callback.OnTrainingBegin(context);
        var epoch = -1;
        foreach (var loss in Numbers(losses))
        {
            epoch++;
            model.Parameters.Values[0] = epoch;
            callback.OnEpochEnd(context, new EpochResult(epoch, default, new Evaluation(loss), 0, 0, default));
            afterEpoch?.Invoke(epoch);
            if (context.StopTraining) break;
        }

        callback.OnTrainingEnd(context);
        return epoch;
    }

    private static IEnumerable<double> Numbers(string text) =>
        text.Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
}
