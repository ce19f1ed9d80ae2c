using System.Numerics;

namespace RnnGen.Numerics.Tests;

/// <summary>Rows by the number of the step, and the sums of what lies at a step.</summary>
public sealed unsafe class PositionsTests
{
    private const int Batch = 3;
    private const int First = 2;
    private const int Steps = 4;
    private const int Extent = 5;

    [Fact]
    public void Gather_writes_the_row_of_the_step()
    {
        Check<float>();
        Check<double>();

        static void Check<T>()
            where T : unmanaged, INumber<T>
        {
            var plane = new TestPlane<T>(Steps * Batch, Extent);
            T[] table = [.. Enumerable.Range(0, (First + Steps) * Extent).Select(T.CreateChecked)];
            fixed (T* p = plane.Data, t = table) Positions.Gather(t, p, Batch, First, Steps, Extent, plane.Stride);
            plane.Check((row, u) => ((First + (row / Batch)) * Extent) + u);
        }
    }

    [Fact]
    public void ScatterAdd_adds_the_samples_of_a_step_to_its_row()
    {
        Check<float>();
        Check<double>();

        static void Check<T>()
            where T : unmanaged, INumber<T>
        {
            var plane = new TestPlane<T>(Steps * Batch, Extent).Fill(TestPlane<T>.Whole);
            T[] gradient = [.. Enumerable.Range(0, (First + Steps) * Extent).Select(T.CreateChecked)];
            fixed (T* p = plane.Data, g = gradient) Positions.ScatterAdd(p, g, Batch, First, Steps, Extent, plane.Stride);
            for (var i = 0; i < gradient.Length; i++)
            {
                var t = (i / Extent) - First;
                var added = t < 0 ? 0 : Enumerable.Range(0, Batch).Sum(b => TestPlane<T>.Whole((t * Batch) + b, i % Extent));
                Assert.Equal(i + added, double.CreateChecked(gradient[i]));
            }
        }
    }
}
