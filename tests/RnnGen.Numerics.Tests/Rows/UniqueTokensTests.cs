using System.Numerics;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics.Tests;

/// <summary>The different tokens of a call against their definition.</summary>
public sealed unsafe class UniqueTokensTests
{
    private const int Steps = 5;

    private delegate void Sum<T>(UniqueTokens unique, T* plane, T* sums, int firstStep, int steps, int extent, int stride)
        where T : unmanaged;

    /// <summary>Samples and how many different tokens there are at most: one, few, more than the tokens of a call; one that fills every row.</summary>
    public static TheoryData<int, int> Cases => new() { { 1, 1 }, { 1, 3 }, { 1, 1000 }, { 2, 3 }, { 3, 1 }, { 3, 4 }, { 3, 1_000_000 }, { 7, 5 }, { 64, 96 } };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_token_is_one_of_the_different_ones(int batch, int vocabulary)
    {
        var ids = Ids(batch, vocabulary);
        Use(ids, batch, unique =>
        {
            int[] different = [.. InRows(ids, batch).Distinct()];
            Assert.Equal((different.Length + batch - 1) / batch, unique.Steps);

            // What is left over of the last step stands for the first.
            Assert.Equal(different.Concat(Enumerable.Repeat(different[0], (unique.Steps * batch) - different.Length)), new Span<int>(unique.Ids, unique.Steps * batch).ToArray());
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Expand_gives_each_token_the_row_of_its_different_one(int batch, int vocabulary)
    {
        var ids = Ids(batch, vocabulary);
        Use(ids, batch, unique =>
        {
            var rows = new TestPlane<float>(unique.Steps * batch, 17).Fill((row, u) => unique.Ids[row] + (1e-3 * u));
            var result = new TestPlane<float>((Steps - 2) * batch, 17);
            fixed (float* r = rows.Data, p = result.Data) unique.Expand(r, p, batch, 1, Steps - 2, 17, rows.Stride);
            result.Check((row, u) => (float)(InRows(ids, batch)[batch + row] + (1e-3 * u)));
        });
    }

    [Theory]
    [MemberData(nameof(RowCases.All), MemberType = typeof(RowCases))]
    public void Sum_adds_the_rows_of_equal_tokens(string body, int extent)
    {
        foreach (var (batch, vocabulary) in ((int, int)[])[(1, 3), (3, 4), (7, 1000)])
        {
            if (body == "double") CheckSum<double>((unique, p, s, first, steps, n, stride) => unique.Sum(p, s, first, steps, n, stride), batch, vocabulary, extent);
            else CheckSum(SumOf(body), batch, vocabulary, extent);
        }
    }

    [Fact]
    public void Rows_are_those_of_the_order_of_samples()
    {
        const int batch = 3;
        int[] lengths = [2, 5, 4];
        var ids = Ids(batch, 7);
        var (order, memory) = (new long[batch], Memory(batch));
        fixed (int* i = ids, l = lengths)
        fixed (long* o = order, m = memory)
        {
            var samples = new SampleOrder(o, batch);
            samples.Sort(l, Steps);
            var unique = new UniqueTokens(m, batch, Steps);
            unique.Find(i, samples);

            // Samples 1, 2 and 0 in steps of 3, 3, 2, 2 and 1 rows without gaps.
            (int Sample, int Step)[] rows = [(1, 0), (2, 0), (0, 0), (1, 1), (2, 1), (0, 1), (1, 2), (2, 2), (1, 3), (2, 3), (1, 4)];
            int[] tokens = [.. rows.Select(r => ids[(r.Sample * Steps) + r.Step])];
            Assert.Equal(tokens.Distinct(), new Span<int>(unique.Ids, tokens.Distinct().Count()).ToArray());

            var own = new TestPlane<float>(unique.Steps * batch, 1).Fill((row, _) => unique.Ids[row]);
            var counting = new TestPlane<float>(11, 1);
            fixed (float* r = own.Data, p = counting.Data) unique.Expand(r, p, samples, 0, Steps, 1, own.Stride);
            counting.Check((row, _) => tokens[row]);

            var sums = new TestPlane<float>(unique.Steps * batch, 1);
            fixed (float* p = counting.Data, s = sums.Data) unique.Sum(p, s, 0, unique.Steps, 1, own.Stride);
            sums.Check((row, _) => row < tokens.Distinct().Count() ? unique.Ids[row] * tokens.Count(t => t == unique.Ids[row]) : 0);
        }
    }

    private static void CheckSum<T>(Sum<T> sum, int batch, int vocabulary, int extent)
        where T : unmanaged, INumber<T>
    {
        var ids = Ids(batch, vocabulary);
        Use(ids, batch, unique =>
        {
            var plane = new TestPlane<T>(Steps * batch, extent).Fill(TestPlane<T>.Whole);
            var first = unique.Steps > 1 ? 1 : 0;
            var sums = new TestPlane<T>((unique.Steps - first) * batch, extent).Fill((_, _) => 99);
            fixed (T* p = plane.Data, s = sums.Data) sum(unique, p, s, first, unique.Steps - first, extent, plane.Stride);
            var different = InRows(ids, batch).Distinct().Count();
            sums.Check((row, u) =>
            {
                var number = (first * batch) + row;
                return number >= different ? 0 : Enumerable.Range(0, Steps * batch).Where(r => InRows(ids, batch)[r] == unique.Ids[number]).Sum(r => TestPlane<T>.Whole(r, u));
            });
        });
    }

    private static Sum<float> SumOf(string body) => body switch
    {
        "512" => (unique, p, s, first, steps, extent, stride) => unique.Sum<float, Vector512<float>, Lanes512>(p, s, first, steps, extent, stride),
        "256" => (unique, p, s, first, steps, extent, stride) => unique.Sum<float, Vector256<float>, Lanes256>(p, s, first, steps, extent, stride),
        "128" => (unique, p, s, first, steps, extent, stride) => unique.Sum<float, Vector128<float>, Lanes128>(p, s, first, steps, extent, stride),
        "scalar" => (unique, p, s, first, steps, extent, stride) => unique.Sum<float, float, ScalarLanes<float>>(p, s, first, steps, extent, stride),
        _ => (unique, p, s, first, steps, extent, stride) => unique.Sum(p, s, first, steps, extent, stride),
    };

    private static void Use(int[] ids, int batch, Action<UniqueTokens> use)
    {
        var memory = Memory(batch);
        fixed (int* i = ids)
        fixed (long* m = memory)
        {
            var unique = new UniqueTokens(m, batch, Steps);
            unique.Find(i, batch);
            use(unique);
            Assert.Equal(-1, memory[^1]);
        }
    }

    /// <summary>No more than the constructor asks for, not empty, and a word behind it.</summary>
    private static long[] Memory(int batch) => [.. Enumerable.Repeat(-1L, (Steps * batch * 4) + 16 + 1)];

    private static int[] Ids(int batch, int vocabulary)
    {
        var random = new Random(vocabulary);
        return [.. Enumerable.Range(0, batch * Steps).Select(_ => random.Next(vocabulary))];
    }

    /// <summary>The tokens as the rows of a plane have them: those of a step side by side.</summary>
    private static int[] InRows(int[] ids, int batch) => [.. Enumerable.Range(0, Steps * batch).Select(row => ids[(row % batch * Steps) + (row / batch)])];
}
