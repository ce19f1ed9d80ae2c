namespace RnnGen.Data;

/// <summary>
/// Every window of a series as a sample: <c>steps</c> consecutive rows as input, and as target one column of the row
/// <c>horizon</c> steps after the window's last. Windows overlap in the series itself; nothing is copied but batches.
/// </summary>
public sealed class SlidingWindows : Dataset
{
    private readonly ReadOnlyMemory<float> _series;
    private readonly int _targetColumn;

    /// <summary>Refers to a series, without copying it.</summary>
    /// <param name="series">Rows in order of time, <c>[rows, features]</c>, row-major.</param>
    /// <param name="features">Values per row.</param>
    /// <param name="steps">Rows per window.</param>
    /// <param name="targetColumn">The column to predict, from 0.</param>
    /// <param name="horizon">How many rows after the window's last the target lies; 1 is the next row.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="ArgumentException">The series is no whole number of rows, or too short for one window.</exception>
    public SlidingWindows(ReadOnlyMemory<float> series, int features, int steps, int targetColumn, int horizon = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        ArgumentOutOfRangeException.ThrowIfNegative(targetColumn);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(targetColumn, features);
        if (series.Length % features != 0)
        {
            throw new ArgumentException($"{series.Length} values are no whole number of rows of {features}.", nameof(series));
        }

        Rows = series.Length / features;
        FirstTargetRow = checked(steps - 1 + horizon);
        if (Rows <= FirstTargetRow)
        {
            throw new ArgumentException(
                $"A window of {steps} and a horizon of {horizon} need {FirstTargetRow + 1} rows; there are {Rows}.", nameof(series));
        }

        (Features, Steps) = (features, steps);
        (_series, _targetColumn) = (series, targetColumn);
    }

    /// <summary>Rows of the series.</summary>
    public int Rows { get; }

    /// <summary>Row of the first sample's target; sample i has the target in row FirstTargetRow + i.</summary>
    public int FirstTargetRow { get; }

    /// <inheritdoc/>
    public override int Count => Rows - FirstTargetRow;

    /// <inheritdoc/>
    public override int Steps { get; }

    /// <inheritdoc/>
    public override int Features { get; }

    /// <inheritdoc/>
    public override int TargetLength => 1;

    /// <summary>
    /// The windows whose targets lie in a range of rows: a split in time. Windows of a later part may look back into the rows
    /// of an earlier one, as a forecast does; no target is in two parts, and all that a part from row 0 sees lies in its range.
    /// </summary>
    /// <param name="rows">Rows of the series: <c>..4000</c>, <c>4000..</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range exceeds the series.</exception>
    /// <exception cref="ArgumentException">No window has its target there.</exception>
    public Dataset WithTargetsIn(Range rows)
    {
        var (start, last) = (rows.Start.GetOffset(Rows), rows.End.GetOffset(Rows));
        if (start < 0 || last < start || last > Rows) throw new ArgumentOutOfRangeException(nameof(rows), $"Rows {rows} are not all among the {Rows} of the series.");
        var (begin, end) = (Math.Max(start - FirstTargetRow, 0), last - FirstTargetRow);
        if (end <= begin)
        {
            throw new ArgumentException($"No window has its target in rows {rows}; the first is in row {FirstTargetRow}.", nameof(rows));
        }

        return Slice(begin..end);
    }

    /// <inheritdoc/>
    protected override void CopySample(int sample, Span<float> x, Span<float> target)
    {
        var series = _series.Span;
        series.Slice(sample * Features, x.Length).CopyTo(x);
        target[0] = series[((FirstTargetRow + sample) * Features) + _targetColumn];
    }

    /// <inheritdoc/>
    protected override string LocateInput(int sample, int step, int feature) => $"row {sample + step}, column {feature}";

    /// <inheritdoc/>
    protected override string LocateTarget(int sample, int index) => $"row {FirstTargetRow + sample}, column {_targetColumn}";
}
