using System.Numerics;

namespace RnnGen.Numerics.Tests;

/// <summary>Masks against their definition.</summary>
public sealed unsafe class MasksTests
{
    private const int Batch = 4;
    private const int TotalSteps = 9;
    private const int FirstStep = 2;
    private const int Steps = 5;

    public static TheoryData<int> Extents => [.. RowCases.Extents];

    [Fact]
    public void FromLengths_is_1_within_the_length()
    {
        CheckLengths<float>();
        CheckLengths<double>();
    }

    [Fact]
    public void FromTokens_is_0_at_the_padding()
    {
        CheckTokens<float>();
        CheckTokens<double>();
    }

    [Theory]
    [MemberData(nameof(Extents))]
    public void Causal_sees_the_steps_up_to_its_own(int extent)
    {
        CheckCausal<float>(extent);
        CheckCausal<double>(extent);
    }

    [Theory]
    [MemberData(nameof(Extents))]
    public void ToRow_turns_steps_into_columns(int extent)
    {
        foreach (var steps in (int[])[0, 1, extent / 2, extent])
        {
            CheckToRow<float>(extent, steps);
            CheckToRow<double>(extent, steps);
        }
    }

    private static void CheckLengths<T>()
        where T : unmanaged, INumber<T>
    {
        int[] lengths = [0, 3, 9, 5];
        var result = new TestPlane<T>(Steps * Batch, 1);
        fixed (int* l = lengths)
        fixed (T* p = result.Data)
            Masks.FromLengths(l, p, Batch, FirstStep, Steps, result.Stride);
        result.Check((row, _) => FirstStep + (row / Batch) < lengths[row % Batch] ? 1 : 0);
    }

    private static void CheckTokens<T>()
        where T : unmanaged, INumber<T>
    {
        int[] tokens = [.. Enumerable.Range(0, Batch * TotalSteps).Select(i => i * i % 5)];
        var result = new TestPlane<T>(Steps * Batch, 1);
        fixed (int* ids = tokens)
        fixed (T* p = result.Data)
            Masks.FromTokens(ids, 4, p, Batch, TotalSteps, FirstStep, Steps, result.Stride);
        result.Check((row, _) => tokens[(row % Batch * TotalSteps) + FirstStep + (row / Batch)] != 4 ? 1 : 0);
    }

    private static void CheckCausal<T>(int extent)
        where T : unmanaged, INumber<T>
    {
        var result = new TestPlane<T>(Steps * Batch, extent);
        fixed (T* p = result.Data)
            Masks.Causal(p, Batch, FirstStep, Steps, extent, result.Stride);
        result.Check((row, s) => s <= FirstStep + (row / Batch) ? 1 : 0);
    }

    private static void CheckToRow<T>(int extent, int steps)
        where T : unmanaged, INumber<T>
    {
        var mask = new TestPlane<T>(steps * Batch, 1).Fill((row, _) => row % 3);
        var result = new TestPlane<T>(Batch, extent);
        fixed (T* m = mask.Data, p = result.Data)
            Masks.ToRow(m, mask.Stride, p, Batch, steps, extent, result.Stride);
        result.Check((b, s) => s < steps ? ((s * Batch) + b) % 3 : 0);
    }
}
