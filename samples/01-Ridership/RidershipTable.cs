using System.Globalization;

namespace RnnGen.Samples.Ridership;

/// <summary>One day of the table.</summary>
/// <param name="Date">The day.</param>
/// <param name="Ridership">Entries at the station, in thousands.</param>
/// <param name="Temperature">In degrees Fahrenheit.</param>
/// <param name="Precipitation">The day's largest reading, in inches.</param>
internal readonly record struct Day(DateOnly Date, float Ridership, float Temperature, float Precipitation);

/// <summary>Reads samples/data/chicago-ridership.csv, whose columns samples/data/README.md explains.</summary>
internal static class RidershipTable
{
    /// <summary>All days, in order and without a gap: a window of 30 rows has to be 30 days.</summary>
    /// <exception cref="InvalidDataException">A day is missing or out of order.</exception>
    public static Day[] Load(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = lines[0].Split(',');
        var columns = (
            Date: Array.IndexOf(names, "date"),
            Ridership: Array.IndexOf(names, "ridership"),
            Temperature: Array.IndexOf(names, "temp"),
            Precipitation: Array.IndexOf(names, "percip_max"));
        var days = lines.Skip(1).Select(line => line.Split(',')).Select(cells => new Day(
            DateOnly.ParseExact(cells[columns.Date], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Number(cells[columns.Ridership]),
            Number(cells[columns.Temperature]),
            Number(cells[columns.Precipitation]))).ToArray();
        for (var i = 1; i < days.Length; i++)
        {
            if (days[i].Date != days[i - 1].Date.AddDays(1)) throw new InvalidDataException($"The day after {days[i - 1].Date:O} is missing.");
        }

        return days;
    }

    private static float Number(string cell) => float.Parse(cell, CultureInfo.InvariantCulture);
}
