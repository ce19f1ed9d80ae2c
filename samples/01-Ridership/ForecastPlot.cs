using System.Globalization;
using ScottPlot;

namespace RnnGen.Samples.Ridership;

/// <summary>The test period as a picture: what happened and what was forecast the day before, in rows of some nine months.</summary>
internal static class ForecastPlot
{
    private const int Rows = 3;
    private const int FontSize = 18;

    public static void Save(ForecastData data, TrainedForecaster network, string path)
    {
        double[] dates = [.. data.TestDays.ToArray().Select(day => day.Date.ToDateTime(TimeOnly.MinValue).ToOADate())];
        var actual = data.Ridership(data.TestStart..);
        var figure = new Multiplot();
        figure.AddPlots(Rows);
        for (var row = 0; row < Rows; row++)
        {
            var days = (dates.Length * row / Rows)..(dates.Length * (row + 1) / Rows);
            Draw(figure.GetPlot(row), dates[days], actual[days], network.TestForecast[days]);
        }

        var first = figure.GetPlot(0);
        first.Title($"Thousand people a day at Clark/Lake, test period: mean absolute error {network.TestScore.Mae:F2}", FontSize + 4);
        first.ShowLegend(Alignment.UpperRight, Orientation.Horizontal);

        // Under another name first, so that no half-written picture is left behind.
        var temporary = path + ".tmp";
        figure.SavePng(temporary, 1800, 1350);
        File.Move(temporary, path, overwrite: true);
        Console.WriteLine($"plot of the test period, forecast by the network of seed {network.Seed}, saved to {path}");
    }

    private static void Draw(Plot plot, double[] dates, float[] actual, float[] forecast)
    {
        var happened = plot.Add.ScatterLine(dates, actual, Colors.SkyBlue);
        (happened.LegendText, happened.LineWidth) = ("actual", 4);
        var foreseen = plot.Add.ScatterLine(dates, forecast, Colors.OrangeRed);
        (foreseen.LegendText, foreseen.LineWidth) = ("forecast of the day before", 2);

        // The same scale in every row, with room for the legend above the busiest day.
        plot.Axes.SetLimits(dates[0] - 1, dates[^1] + 1, 0, 28);
        double[] months = [.. dates.Where(date => DateTime.FromOADate(date).Day == 1)];
        plot.Axes.Bottom.SetTicks(
            months, [.. months.Select(date => DateTime.FromOADate(date).ToString("MMM yyyy", CultureInfo.InvariantCulture))]);
        plot.Axes.Bottom.TickLabelStyle.FontSize = FontSize;
        plot.Axes.Right.MinimumSize = 2 * FontSize;
        plot.Axes.Left.TickLabelStyle.FontSize = FontSize;
        plot.Legend.FontSize = FontSize;
        plot.HideLegend();
    }
}
