using RnnGen.Benchmarks.Growth;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Sides;

namespace RnnGen.Benchmarks.Commands;

/// <summary>How cost grows with one extent at a time.</summary>
internal static class GrowthCommand
{
    private static readonly string _defaultFile = Path.Combine("artifacts", "growth.svg");

    public static void Run(ReadOnlySpan<string> arguments)
    {
        var named = arguments is [var first, ..] && !first.StartsWith('-');
        var file = named ? arguments[0] : _defaultFile;
        var options = Options.Parse(named ? arguments[1..] : arguments);
        Console.WriteLine(
            $"LSTM {GrowthModels.Features} → hidden (sequence) → dense 1; training longer sequences than {GrowthAxis.Window} steps by windows of so many");
        Console.WriteLine(
            $"{"axis",-8}{"value",8}  {"call",-10}{"time us",14}{"GFLOP",12}{"ps/FLOP",10}{"GFLOP/s",10}{"workspace bytes",17}");
        var charts = new List<LogChart>();
        foreach (var axis in GrowthAxis.All)
        {
            var inference = Measure(axis, options, training: false);
            var training = Measure(axis, options, training: true);
            var times = Lines(inference, training, r => r.PicosecondsPerFlop);
            charts.Add(new($"time per operation, {axis.Rest}", axis.Name, "ps / FLOP", times));
            charts.Add(new($"workspace, {axis.Rest}", axis.Name, "bytes", Lines(inference, training, r => r.WorkspaceBytes)));
        }

        if (Path.GetDirectoryName(file) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        File.WriteAllText(file, LogChart.Page(charts, columns: 2));
        Console.WriteLine($"plot: {file}");
    }

    private static GrowthResult[] Measure(GrowthAxis axis, Options options, bool training)
    {
        var results = new List<GrowthResult>();
        foreach (var point in axis.Points)
        {
            var model = GrowthModels.Create(point.Hidden);
            using IGrowthOperation operation = training
                ? new GrowthTraining(model, point.Batch, point.Steps, GrowthAxis.Window)
                : new GrowthInference(model, point.Batch, point.Steps);
            var timing = Timing.Measure([(Side.RnnGen, operation)], threads: 1, options.Duration / 10);
            var flops = (training ? Workloads.Flops.Training : 1) * point.Flops;
            var result = new GrowthResult(point.Value, timing.Sides[Side.RnnGen].Median, flops, operation.WorkspaceBytes);
            results.Add(result);
            Console.WriteLine(
                $"{axis.Name,-8}{result.Value,8}  {(training ? "training" : "inference"),-10}{result.Seconds * 1e6,14:F1}{result.Flops / 1e9,12:G4}"
                + $"{result.PicosecondsPerFlop,10:F1}{result.Flops / result.Seconds / 1e9,10:F1}{result.WorkspaceBytes,17}");
        }

        return [.. results];
    }

    private static ChartLine[] Lines(GrowthResult[] inference, GrowthResult[] training, Func<GrowthResult, double> figure) =>
    [
        new("inference", [.. inference.Select(r => ((double)r.Value, figure(r)))]),
        new("training", [.. training.Select(r => ((double)r.Value, figure(r)))]),
    ];
}
