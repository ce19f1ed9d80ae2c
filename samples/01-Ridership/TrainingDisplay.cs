using Spectre.Console;

namespace RnnGen.Samples.Ridership;

/// <summary>Trains one network after the other, with live bars on a terminal and with a line per epoch in a file or a pipe.</summary>
internal static class TrainingDisplay
{
    /// <summary>Trains a network per seed; after a cancellation there are fewer.</summary>
    public static IReadOnlyList<TrainedForecaster> Train(ulong[] seeds, ForecastData data, CancellationToken cancellation)
    {
        if (Console.IsOutputRedirected)
        {
            return Each(seed => TrainedForecaster.Train(seed, data, new TrainingLines(seed, data), cancellation));
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .Start(bars => Each(seed =>
            {
                var bar = new TrainingBar(seed, bars.AddTask($"seed {seed}"), data);
                var trained = TrainedForecaster.Train(seed, data, bar, cancellation);
                if (!cancellation.IsCancellationRequested) bar.End();
                return trained;
            }));

        List<TrainedForecaster> Each(Func<ulong, TrainedForecaster> train) =>
            [.. seeds.TakeWhile(_ => !cancellation.IsCancellationRequested).Select(train)];
    }
}
