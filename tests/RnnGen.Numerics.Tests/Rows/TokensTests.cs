using System.Numerics;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics.Tests;

/// <summary>Embeddings, their gradient and one-hot rows against their definition.</summary>
public sealed unsafe class TokensTests
{
    private const int Batch = 3;
    private const int TotalSteps = 7;
    private const int FirstStep = 2;
    private const int Steps = 4;
    private const int Vocabulary = 6;

    // Ids repeat, so that gradients add up.
    private static readonly int[] _ids = [.. Enumerable.Range(0, Batch * TotalSteps).Select(i => i * i % Vocabulary)];

    private delegate void Scatter<T>(
        Worker worker, int* ids, T* plane, T* gradient, SampleOrder samples, int totalSteps,
        int firstStep, int steps, int extent, int stride, int padding)
        where T : unmanaged;

    public static TheoryData<int> Extents => [.. RowCases.Extents];

    [Theory]
    [MemberData(nameof(Extents))]
    public void Gather_looks_up_the_row_of_each_id(int extent)
    {
        CheckGather<float>(extent);
        CheckGather<double>(extent);
    }

    [Theory]
    [MemberData(nameof(RowCases.All), MemberType = typeof(RowCases))]
    public void ScatterAdd_adds_each_row_to_that_of_its_id(string body, int extent)
    {
        foreach (var padding in (int[])[-1, 0, 4])
        {
            if (body == "double") CheckScatter<double>(Tokens.ScatterAdd, extent, padding);
            else CheckScatter(ScatterAdd(body), extent, padding);
        }
    }

    [Theory]
    [MemberData(nameof(Extents))]
    public void OneHot_is_1_at_the_id(int extent)
    {
        CheckOneHot<float>(extent);
        CheckOneHot<double>(extent);
    }

    private static int Id(int row) => _ids[(row % Batch * TotalSteps) + FirstStep + (row / Batch)];

    private static void CheckGather<T>(int extent)
        where T : unmanaged, INumber<T>
    {
        T[] table = [.. Enumerable.Range(0, Vocabulary * extent).Select(T.CreateChecked)];
        var result = new TestPlane<T>(Steps * Batch, extent);
        fixed (int* ids = _ids)
        fixed (T* t = table, p = result.Data)
            Tokens.Gather(ids, t, p, Batch, TotalSteps, FirstStep, Steps, extent, result.Stride);
        result.Check((row, u) => (Id(row) * extent) + u);
    }

    private static void CheckScatter<T>(Scatter<T> scatter, int extent, int padding)
        where T : unmanaged, INumber<T>
    {
        var plane = new TestPlane<T>(Steps * Batch, extent).Fill(TestPlane<T>.Whole);
        var expected = Enumerable.Range(1, Vocabulary * extent).Select(i => (double)i).Append(double.NaN).ToArray();
        T[] gradient = [.. expected.Select(T.CreateChecked)];
        for (var row = 0; row < Steps * Batch; row++)
        {
            for (var u = 0; u < extent && Id(row) != padding; u++)
                expected[(Id(row) * extent) + u] += TestPlane<T>.Whole(row, u);
        }

        fixed (int* ids = _ids)
        fixed (T* p = plane.Data, g = gradient)
            scatter(default, ids, p, g, Batch, TotalSteps, FirstStep, Steps, extent, plane.Stride, padding);
        Assert.Equal(expected, gradient.Select(double.CreateChecked));
    }

    // Extents below the vocabulary, and −1: ids that no column stands for.
    private static void CheckOneHot<T>(int extent)
        where T : unmanaged, INumber<T>
    {
        int[] shifted = [.. _ids.Select(id => id - 1)];
        var result = new TestPlane<T>(Steps * Batch, extent).Fill((_, _) => 99);
        fixed (int* ids = shifted)
        fixed (T* p = result.Data)
            Tokens.OneHot(ids, p, Batch, TotalSteps, FirstStep, Steps, extent, result.Stride);
        result.Check((row, u) => u == Id(row) - 1 ? 1 : 0);
    }

    private static Scatter<float> ScatterAdd(string body) => body switch
    {
        "512" => Tokens.ScatterAdd<float, Vector512<float>, Lanes512>,
        "256" => Tokens.ScatterAdd<float, Vector256<float>, Lanes256>,
        "128" => Tokens.ScatterAdd<float, Vector128<float>, Lanes128>,
        "scalar" => Tokens.ScatterAdd<float, float, ScalarLanes<float>>,
        _ => Tokens.ScatterAdd,
    };
}
