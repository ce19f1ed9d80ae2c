using RnnGen.Samples.Ridership;

// Forecasts how many thousand people will enter the Clark/Lake station in Chicago tomorrow, from the last thirty days.
if (SampleOptions.Parse(args) is not { } options) return SampleOptions.UsageError;
using var interrupt = new ConsoleInterrupt();

// The data, split in time, and the network that the generator compiled from RidershipForecaster's attributes.
var data = new ForecastData(RidershipTable.Load(Path.Combine(AppContext.BaseDirectory, "chicago-ridership.csv")));
data.Describe();
SummaryTable.Write(RidershipForecaster.ModelDescription);

// Three networks that differ in their seed: the spread shows how much of a result is luck.
var networks = TrainingDisplay.Train([1, 2, 3], data, interrupt.Token);
if (interrupt.Token.IsCancellationRequested) return ConsoleInterrupt.Exit();

// What they are worth on days that no choice depended on, beside two forecasts that need no network.
var report = new Report(Baselines.SameWeekdayLastWeek(data), Baselines.Ridge(data));
foreach (var network in networks) report.Add(network.Seed, network.TestScore);
report.WriteMean();

// The one that validates best goes to a file with its scaler; a new instance has to forecast the same bits from it.
var best = networks.MinBy(network => network.ValidationLoss)!;
if (!SavedModel.RepeatsForecast(best.Model, data, Path.Combine(options.Output, "ridership.safetensors"))) return 1;

ForecastPlot.Save(data, best, Path.Combine(options.Output, "forecast.png"));
return 0;
