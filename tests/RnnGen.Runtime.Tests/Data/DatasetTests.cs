using RnnGen.Data;

namespace RnnGen.Runtime.Tests.Data;

public class DatasetTests
{
    /// <summary>Ten rows of two columns: row r is [r, 100 + r].</summary>
    private static readonly float[] Series = [.. Enumerable.Range(0, 10).SelectMany(r => new float[] { r, 100 + r })];

    [Fact]
    public void Windows_slide_and_the_target_lies_ahead()
    {
        var windows = new SlidingWindows(Series, features: 2, steps: 3, targetColumn: 1, horizon: 2);
        Assert.Equal((6, 3, 2, 1), (windows.Count, windows.Steps, windows.Features, windows.TargetLength));
        var (x, targets) = Read(windows, 5, 0);
        Assert.Equal([5, 105, 6, 106, 7, 107, 0, 100, 1, 101, 2, 102], x);
        Assert.Equal([109, 104], targets);
    }

    [Fact]
    public void A_split_by_target_rows_uses_every_row_as_target_once()
    {
        var windows = new SlidingWindows(Series, features: 2, steps: 3, targetColumn: 0);
        var (train, test) = (windows.WithTargetsIn(..6), windows.WithTargetsIn(6..));
        Assert.Equal((3, 4), (train.Count, test.Count));
        Assert.Equal([3, 4, 5], Read(train, 0, 1, 2).Targets);
        Assert.Equal([6, 7, 8, 9], Read(test, 0, 1, 2, 3).Targets);

        // All the training part sees lies in its rows, and the test part looks back.
        Assert.True(Read(train, 0, 1, 2).X.Where((_, i) => i % 2 == 0).Max() < 6);
        Assert.Equal([3, 103], Read(test, 0).X[..2]);
        Assert.Throws<ArgumentException>(() => windows.WithTargetsIn(..3));
    }

    [Fact]
    public void A_range_of_target_rows_beyond_the_series_is_refused_with_both()
    {
        var windows = new SlidingWindows(Series, features: 2, steps: 3, targetColumn: 0);
        Assert.All(new[] { Range.EndAt(11), Range.StartAt(11), Range.StartAt(^11), new Range(7, 5) }, rows =>
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(nameof(rows), () => windows.WithTargetsIn(rows));
            Assert.Contains($"Rows {rows} are not all among the 10 of the series", error.Message);
        });
    }

    [Fact]
    public void Slices_of_slices_count_from_their_own_start()
    {
        var data = new TensorDataset(new float[] { 0, 1, 2, 3, 4, 5 }, new float[] { 0, 10, 20, 30, 40, 50 }, steps: 1, features: 1);
        var slice = data.Slice(1..^1).Slice(1..);
        Assert.Equal(3, slice.Count);
        Assert.Equal([20, 40], Read(slice, 0, 2).Targets);
        Assert.Throws<ArgumentOutOfRangeException>(() => Read(slice, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(..7));
    }

    [Fact]
    public void Samples_in_memory_keep_their_shape()
    {
        var data = new TensorDataset(new float[] { 1, 2, 3, 4, 5, 6, 7, 8 }, new float[] { 1, 2, 3, 4 }, steps: 2, features: 2);
        Assert.Equal((2, 2, 2, 2), (data.Count, data.Steps, data.Features, data.TargetLength));
        var (x, targets) = Read(data, 1);
        Assert.Equal([5, 6, 7, 8], x);
        Assert.Equal([3, 4], targets);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new TensorDataset(new float[7], new float[2], 2, 2));
        Assert.Throws<ArgumentException>(() => new TensorDataset(new float[8], new float[3], 2, 2));
        Assert.Throws<ArgumentException>(() => new TensorDataset(Array.Empty<float>(), Array.Empty<float>(), 2, 2));
        Assert.Throws<ArgumentException>(() => new SlidingWindows(Series, 3, 3, 0));
        Assert.Throws<ArgumentException>(() => new SlidingWindows(Series, 2, 10, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlidingWindows(Series, 2, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlidingWindows(Series, 2, 3, 0, horizon: 0));
        var data = new SlidingWindows(Series, 2, 9, 0);
        Assert.Throws<ArgumentException>(() => data.Fill([0], new float[17], new float[1]));
        Assert.Throws<ArgumentException>(() => data.Fill([0], new float[18], new float[2]));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Values_that_are_not_finite_are_found_where_they_are(float value, string text)
    {
        var series = Series.ToArray();
        series[(7 * 2) + 1] = value;
        var windows = new SlidingWindows(series, 2, 3, targetColumn: 0);
        AssertFound($"{text} at row 7, column 1", windows);
        windows.WithTargetsIn(..8).CheckFinite();
        AssertFound($"{text} at row 7, column 1", windows.WithTargetsIn(8..));

        // As the target of the first window that sees it, before it is any window's input.
        var ahead = new SlidingWindows(series, 2, 3, targetColumn: 1, horizon: 2);
        AssertFound($"{text} at row 7, column 1", ahead);

        var samples = new TensorDataset(new float[] { 1, 2, 3, 4, 5, value, 7, 8 }, new float[] { 1, value }, steps: 2, features: 2);
        AssertFound($"{text} at sample 1, step 0, feature 1", samples);
        var targets = new TensorDataset(new float[8], new float[] { 1, value }, steps: 2, features: 2);
        AssertFound($"{text} at the target of sample 1, value 0", targets);
    }

    [Fact]
    public void Filling_a_batch_allocates_nothing()
    {
        var data = new SlidingWindows(Series, 2, 3, 0).Slice(2..);
        int[] samples = [1, 0, 3];
        var (x, targets) = (new float[18], new float[3]);
        Assert.Equal(0, Allocations.Of(() => data.Fill(samples, x, targets)));
    }

    private static void AssertFound(string place, Dataset data) =>
        Assert.Contains(place, Assert.Throws<InvalidDataException>(data.CheckFinite).Message, StringComparison.Ordinal);

    private static (float[] X, float[] Targets) Read(Dataset data, params int[] samples)
    {
        var x = new float[samples.Length * data.Steps * data.Features];
        var targets = new float[samples.Length * data.TargetLength];
        data.Fill(samples, x, targets);
        return (x, targets);
    }
}
