using RnnGen.Data;

namespace RnnGen.Samples.Ridership;

/// <summary>
/// The days as windows for the network, split in time: the first 70 % train, the last 15 % test, and those between decide when to
/// stop. The scaler knows the training part only, and no window sees a day after the one before its target.
/// </summary>
internal sealed class ForecastData
{
    private const int RidershipColumn = 0;

    private readonly Day[] _days;
    private readonly int _validationStart;
    private readonly float[] _rows;

    public ForecastData(Day[] days)
    {
        _days = days;
        _validationStart = (int)(0.70 * days.Length);
        TestStart = (int)(0.85 * days.Length);
        _rows = [.. days.SelectMany(Features)];

        Scaler.Fit(_rows.AsSpan(0, _validationStart * RidershipForecaster.InputFeatures), RidershipForecaster.InputFeatures);
        var scaled = _rows.ToArray();
        Scaler.Transform(scaled);
        var windows = new SlidingWindows(
            scaled, RidershipForecaster.InputFeatures, RidershipForecaster.Steps, targetColumn: RidershipColumn, horizon: 1);
        Training = windows.WithTargetsIn(.._validationStart);
        Validation = windows.WithTargetsIn(_validationStart..TestStart);
        Test = windows.WithTargetsIn(TestStart..);
    }

    /// <summary>Brings each of the five values to mean 0 and deviation 1.</summary>
    public StandardScaler Scaler { get; } = new();

    public Dataset Training { get; }

    public Dataset Validation { get; }

    public Dataset Test { get; }

    /// <summary>The first test day.</summary>
    public int TestStart { get; }

    public ReadOnlySpan<Day> TestDays => _days.AsSpan(TestStart);

    /// <summary>The ridership of a number of days, in thousands.</summary>
    public float[] Ridership(Range days) => [.. _days[days].Select(day => day.Ridership)];

    /// <summary>The last thirty days as they are, unscaled, and the day after them, which the table does not have.</summary>
    public (float[] Rows, DateOnly Target) LatestWindow =>
        (_rows[^(RidershipForecaster.Steps * RidershipForecaster.InputFeatures)..], _days[^1].Date.AddDays(1));

    /// <summary>Brings scaled outputs back to thousands of people, in place.</summary>
    public static void ToThousands(Span<float> outputs, StandardScaler scaler) => scaler.InverseColumn(outputs, RidershipColumn);

    /// <summary>Converts a scaled error to thousands of people.</summary>
    public double ErrorInThousands(double scaledError) => scaledError * Scaler.Scale[RidershipColumn];

    /// <summary>Says which days serve what.</summary>
    public void Describe()
    {
        void Write(string part, int start, int end) =>
            Console.WriteLine($"{part,-10}  {_days[start].Date:O} to {_days[end - 1].Date:O}  {end - start,5} days");

        Write("training", 0, _validationStart);
        Write("validation", _validationStart, TestStart);
        Write("test", TestStart, _days.Length);
    }

    /// <summary>
    /// The five values of a day. The weekday is that of the day after, whose ridership is wanted: the one thing about tomorrow that
    /// is known today. As a point on a circle, Sunday is as near to Monday as Monday to Tuesday.
    /// </summary>
    private static float[] Features(Day day)
    {
        var (sin, cos) = MathF.SinCos(2 * MathF.PI * (int)day.Date.AddDays(1).DayOfWeek / 7);
        return [day.Ridership, day.Temperature, day.Precipitation, sin, cos];
    }
}
