using System.Numerics;

namespace RnnGen.Numerics.Tests;

/// <summary>The order of samples by their lengths, and what loads, stores and masks make of it.</summary>
public sealed unsafe class SampleOrderTests
{
    private const int Steps = 9;

    private static readonly int[][] Lengths = [[3, 0, 9, 3, 7, 0, 1], [9, 9, 9], [0, 0, 0, 0], [0], [5], [1, 2, 3, 4, 5, 6, 7, 8, 9], [9, 1, 1, 1, 1, 1, 1, 1]];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Lengths.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Longer_samples_come_first_and_equal_ones_stay_in_order(int @case) => With(Lengths[@case], order =>
    {
        var lengths = Lengths[@case];
        var expected = Enumerable.Range(0, lengths.Length).OrderByDescending(b => lengths[b]).ToArray(); // stable
        Assert.Equal(expected, Enumerable.Range(0, lengths.Length).Select(row => order[row]));
        for (var t = 0; t <= Steps; t++)
        {
            Assert.Equal(lengths.Count(l => l > t), order.RowsAt(t));
            Assert.Equal(lengths.Sum(l => Math.Min(l, t)), order.RowsBefore(t));
            Assert.Equal(lengths.Length, order.All.RowsAt(t));
            Assert.Equal(expected, Enumerable.Range(0, lengths.Length).Select(row => order.All[row]));
        }
    });

    [Fact]
    public void Without_lengths_all_steps_count_in_the_order_of_the_caller() => With(null, order =>
    {
        for (var t = 0; t < Steps; t++)
        {
            Assert.Equal(t, order[t]);
            Assert.Equal(Steps, order.RowsAt(t));
            Assert.Equal(Steps * t, order.RowsBefore(t));
        }
    });

    /// <summary>Who works alone has everything; parts of several workers are tested where programs are run by several threads.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void One_worker_has_all_samples_and_all_steps(int @case) => With(Lengths[@case], order =>
    {
        for (var first = 0; first < Steps; first++)
        {
            Assert.Equal((0, Lengths[@case].Length), order.ShareSamples(default, first, 2));
            Assert.Equal((0, 2), order.ShareSteps(default, first, 2));
        }
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Planes_have_the_rows_of_the_steps_that_count(int @case)
    {
        Check<float>(Lengths[@case]);
        Check<double>(Lengths[@case]);
    }

    private static void Check<T>(int[] lengths)
        where T : unmanaged, INumber<T> => With(lengths, order =>
    {
        const int Extent = 3, First = 1, Count = Steps - 2;
        var dense = Enumerable.Range(0, lengths.Length * Steps * Extent).Select(T.CreateChecked).ToArray();
        var back = new T[dense.Length];
        (int Time, int Sample)[] rows = [.. Enumerable.Range(First, Count).SelectMany(t => Enumerable.Range(0, order.RowsAt(t)).Select(row => (t, order[row])))];
        Assert.Equal(order.RowsBefore(First + Count) - order.RowsBefore(First), rows.Length);
        var plane = new TestPlane<T>(rows.Length + 1, Extent);
        var mask = new TestPlane<T>(rows.Length + 1, 1);
        int[] ids = [.. Enumerable.Range(0, lengths.Length * Steps).Select(i => i % 5)];
        var all = new TestPlane<T>(Count * lengths.Length, 1);
        fixed (T* d = dense, p = plane.Data, m = mask.Data, a = all.Data, b = back)
        fixed (int* i = ids, l = lengths)
        {
            Planes.Load(d, p, order, Steps, First, Count, Extent, plane.Stride);
            Masks.FromTokens(i, 2, m, order, Steps, First, Count, mask.Stride);
            Masks.FromLengths(l, a, order.All, First, Count, all.Stride);
            Planes.Store(b, p, order, Steps, First, Count, Extent, plane.Stride);
        }

        plane.Check((row, u) => row < rows.Length ? Dense(rows[row], u) : double.NaN);
        mask.Check((row, _) => row == rows.Length ? double.NaN : ids[(rows[row].Sample * Steps) + rows[row].Time] == 2 ? 0 : 1);
        all.Check((row, _) => lengths[order[row % lengths.Length]] > First + (row / lengths.Length) ? 1 : 0);
        for (var sample = 0; sample < lengths.Length; sample++)
        {
            for (var t = 0; t < Steps; t++)
                Assert.Equal(rows.Contains((t, sample)) ? Dense((t, sample), 0) : 0, double.CreateChecked(back[((sample * Steps) + t) * Extent]));
        }

        static double Dense((int Time, int Sample) row, int u) => (((row.Sample * Steps) + row.Time) * Extent) + u;
    });

    [Fact]
    public void A_mask_of_dropout_belongs_to_the_sample() => With(Lengths[0], order =>
    {
        const int Extent = 21, First = 2, Count = 4;
        var batch = Lengths[0].Length;
        var (expected, actual) = (new TestPlane<float>(batch * Count, Extent), new TestPlane<float>(batch * Count, Extent));
        var (wide, narrow) = (new TestPlane<double>(batch * Count, Extent), new TestPlane<double>(batch * Count, Extent));
        fixed (float* e = expected.Data, a = actual.Data)
        fixed (double* w = wide.Data, n = narrow.Data)
        {
            DropoutMask.Fill(e, batch * Count, Extent, expected.Stride, 0.4f, 5, 6, 7, First, batch);
            DropoutMask.Fill(a, order, First, Count, Extent, actual.Stride, 0.4f, 5, 6, 7);
            DropoutMask.Fill(w, batch * Count, Extent, wide.Stride, 0.4f, 5, 6, 7, First, batch);
            DropoutMask.Fill(n, order, First, Count, Extent, narrow.Stride, 0.4f, 5, 6, 7);
        }

        var row = 0;
        for (var t = 0; t < Count; t++)
        {
            for (var r = 0; r < order.RowsAt(First + t); r++, row++)
            {
                for (var u = 0; u < Extent; u++)
                {
                    Assert.Equal(expected[(t * batch) + order[r], u], actual[row, u]);
                    Assert.Equal(wide[(t * batch) + order[r], u], narrow[row, u]);
                }
            }
        }

        Assert.True(row > 0);
    });

    private static void With(int[]? lengths, Action<SampleOrder> action)
    {
        var batch = lengths?.Length ?? Steps;
        var memory = new long[batch];
        fixed (long* m = memory)
        fixed (int* l = lengths)
        {
            var order = new SampleOrder(m, batch);
            order.Sort(l, Steps);
            action(order);
        }
    }
}
