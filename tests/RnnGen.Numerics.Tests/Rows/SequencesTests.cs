using System.Numerics;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics.Tests;

/// <summary>The three products of attention against plain loops, over whole numbers, whose sums are exact in any order.</summary>
public sealed unsafe class SequencesTests
{
    private const int Batch = 3;
    private const int KeySteps = 6;
    private const int Columns = 9;

    private delegate void Product<T>(
        T* a, int aStride, T* b, int bStride, T* result, int resultStride, int rows, int batch, int keySteps, int extent)
        where T : unmanaged;

    private delegate void WideProduct<T>(
        T* a, int aStride, T* b, int bStride, T* result, int resultStride, int rows, int batch, int keySteps, int extent, int columns)
        where T : unmanaged;

    // Step by step, as a decoder; all steps at once; and a batch that has lost its last sample.
    private static readonly int[] _rows = [Batch, 4 * Batch, (2 * Batch) + 1, 1];

    [Theory]
    [MemberData(nameof(RowCases.All), MemberType = typeof(RowCases))]
    public void Dot_multiplies_each_query_with_the_keys_of_its_sample(string body, int extent)
    {
        foreach (var rows in _rows)
        {
            if (body == "double") CheckDot<double>(Sequences.Dot, extent, rows);
            else CheckDot(Dot(body), extent, rows);
        }
    }

    [Theory]
    [MemberData(nameof(RowCases.All), MemberType = typeof(RowCases))]
    public void Mix_adds_the_weighted_values_of_the_sample(string body, int extent)
    {
        foreach (var rows in _rows)
        {
            if (body == "double") CheckMix<double>(Sequences.Mix, extent, rows);
            else CheckMix(Mix(body), extent, rows);
        }
    }

    [Theory]
    [MemberData(nameof(RowCases.All), MemberType = typeof(RowCases))]
    public void Outer_adds_each_row_to_the_steps_of_its_sample(string body, int extent)
    {
        foreach (var rows in _rows)
        {
            if (body == "double") CheckOuter<double>(Sequences.Outer, extent, rows);
            else CheckOuter(Outer(body), extent, rows);
        }
    }

    [Theory]
    [MemberData(nameof(RowCases.Floats), MemberType = typeof(RowCases))]
    public void Nothing_beyond_a_row_is_touched(string body, int extent)
    {
        using var sequence = new GuardedMemory();
        using var single = new GuardedMemory();
        var keys = sequence.End - (KeySteps * extent);
        var row = single.End - extent;
        var scores = stackalloc float[KeySteps];
        new Span<float>(keys, KeySteps * extent).Fill(2);
        new Span<float>(row, extent).Fill(3);

        Dot(body)(row, extent, keys, extent, scores, KeySteps, 1, 1, KeySteps, extent, KeySteps);
        Assert.Equal(Enumerable.Repeat(6f * extent, KeySteps), new Span<float>(scores, KeySteps).ToArray());
        new Span<float>(scores, KeySteps).Fill(1);
        Outer(body)(scores, KeySteps, row, extent, keys, extent, 1, 1, KeySteps, extent);
        Assert.Equal(Enumerable.Repeat(5f, KeySteps * extent), new Span<float>(keys, KeySteps * extent).ToArray());
        Mix(body)(scores, KeySteps, keys, extent, row, extent, 1, 1, KeySteps, extent);
        Assert.Equal(Enumerable.Repeat(30f, extent), new Span<float>(row, extent).ToArray());
    }

    // A key among four and the same key alone give the same bits, so that how many keys there are does not matter.
    [Fact]
    public void A_score_depends_on_its_query_and_key_only()
    {
        const int Extent = 71;
        var random = new Random(5);
        double Value(int row, int u) => random.NextDouble() - 0.5;
        var queries = new TestPlane<float>(1, Extent).Fill(Value);
        var keys = new TestPlane<float>(7, Extent).Fill(Value);
        var all = stackalloc float[7];
        fixed (float* q = queries.Data, k = keys.Data)
        {
            Sequences.Dot(q, queries.Stride, k, keys.Stride, all, 7, 1, 1, 7, Extent, 7);
            for (var s = 0; s < 7; s++)
            {
                float alone;
                Sequences.Dot(q, queries.Stride, k + (s * keys.Stride), keys.Stride, &alone, 1, 1, 1, 1, Extent, 1);
                Assert.Equal(all[s], alone);
            }
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var plane = new float[64 * 64];
        fixed (float* p = plane)
        {
            All(p);
            var before = GC.GetAllocatedBytesForCurrentThread();
            All(p);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        static void All(float* p)
        {
            Sequences.Dot(p, 64, p, 64, p, 64, 8, 2, 4, 33, 8);
            Sequences.Mix(p, 64, p, 64, p, 64, 8, 2, 4, 33);
            Sequences.Outer(p, 64, p, 64, p, 64, 8, 2, 4, 33);
            RowMath.Sum(p, p, 8, 33, 64, 64);
            RowMath.Max(p, p, 8, 33, 64, 64);
        }
    }

    private static double Whole(int row, int u) => TestPlane<double>.Whole(row, u);

    private static double Other(int row, int u) => TestPlane<double>.Whole(u + 3, row);

    private static void CheckDot<T>(WideProduct<T> dot, int extent, int rows)
        where T : unmanaged, INumber<T> =>
        Check<T>((x, xStride, y, yStride, z, zStride, r, b, k, n) => dot(x, xStride, y, yStride, z, zStride, r, b, k, n, Columns), (rows, extent),
            (KeySteps * Batch, extent), (rows, Columns), rows, extent, (row, s) => s >= KeySteps ? 0
            : Enumerable.Range(0, extent).Sum(e => Whole(row, e) * Other((s * Batch) + (row % Batch), e)));

    private static void CheckMix<T>(Product<T> product, int extent, int rows)
        where T : unmanaged, INumber<T> =>
        Check(product, (rows, KeySteps), (KeySteps * Batch, extent), (rows, extent), rows, extent, (row, e) =>
            Enumerable.Range(0, KeySteps).Sum(s => Whole(row, s) * Other((s * Batch) + (row % Batch), e)));

    private static void CheckOuter<T>(Product<T> product, int extent, int rows)
        where T : unmanaged, INumber<T> =>
        Check(product, (rows, KeySteps), (rows, extent), (KeySteps * Batch, extent), rows, extent, (key, e) =>
            Before(key, e) + Enumerable.Range(0, rows).Where(row => row % Batch == key % Batch)
                .Sum(row => Whole(row, key / Batch) * Other(row, e)));

    private static double Before(int row, int u) => 100 + row - u;

    private static void Check<T>(
        Product<T> product, (int Rows, int Extent) a, (int Rows, int Extent) b, (int Rows, int Extent) c, int rows, int extent,
        Func<int, int, double> expected)
        where T : unmanaged, INumber<T>
    {
        var first = new TestPlane<T>(a.Rows, a.Extent).Fill(Whole);
        var second = new TestPlane<T>(b.Rows, b.Extent).Fill(Other);
        var result = new TestPlane<T>(c.Rows, c.Extent).Fill(Before);
        fixed (T* x = first.Data, y = second.Data, z = result.Data)
            product(x, first.Stride, y, second.Stride, z, result.Stride, rows, Batch, KeySteps, extent);
        result.Check(expected);
    }

    private static WideProduct<float> Dot(string body) => body switch
    {
        "512" => Sequences.Dot<float, Vector512<float>, Lanes512>,
        "256" => Sequences.Dot<float, Vector256<float>, Lanes256>,
        "128" => Sequences.Dot<float, Vector128<float>, Lanes128>,
        "scalar" => Sequences.Dot<float, float, ScalarLanes<float>>,
        _ => Sequences.Dot,
    };

    private static Product<float> Mix(string body) => body switch
    {
        "512" => Sequences.Mix<float, Vector512<float>, Lanes512>,
        "256" => Sequences.Mix<float, Vector256<float>, Lanes256>,
        "128" => Sequences.Mix<float, Vector128<float>, Lanes128>,
        "scalar" => Sequences.Mix<float, float, ScalarLanes<float>>,
        _ => Sequences.Mix,
    };

    private static Product<float> Outer(string body) => body switch
    {
        "512" => Sequences.Outer<float, Vector512<float>, Lanes512>,
        "256" => Sequences.Outer<float, Vector256<float>, Lanes256>,
        "128" => Sequences.Outer<float, Vector128<float>, Lanes128>,
        "scalar" => Sequences.Outer<float, float, ScalarLanes<float>>,
        _ => Sequences.Outer,
    };
}
