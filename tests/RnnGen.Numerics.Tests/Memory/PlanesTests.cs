namespace RnnGen.Numerics.Tests;

/// <summary>Planes against their definition, element by element.</summary>
public sealed unsafe class PlanesTests
{
    private const int Stride = 32;

    public static TheoryData<int, int, int, int, int> Shapes => new()
    {
        // batch, totalSteps, firstStep, steps, extent
        { 1, 1, 0, 1, 1 },
        { 3, 7, 2, 4, 5 },
        { 2, 4, 0, 4, 16 },
        { 5, 3, 2, 1, 17 },
        { 4, 6, 3, 3, 32 },
        { 3, 5, 2, 0, 8 },
        { 0, 5, 0, 5, 8 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Load_orders_rows_by_time(int batch, int totalSteps, int firstStep, int steps, int extent)
    {
        var dense = Numbers(batch * totalSteps * extent);
        var plane = Filled(steps * batch * Stride, -1);
        fixed (double* d = dense, p = plane)
            Planes.Load(d, p, batch, totalSteps, firstStep, steps, extent, Stride);

        for (var i = 0; i < plane.Length; i++)
        {
            var (row, u) = (i / Stride, i % Stride);
            var (t, b) = (row / batch, row % batch);
            var expected = u < extent ? dense[(((b * totalSteps) + firstStep + t) * extent) + u] : -1;
            Assert.Equal(expected, plane[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Store_writes_its_steps_and_no_others(int batch, int totalSteps, int firstStep, int steps, int extent)
    {
        var plane = Numbers(steps * batch * Stride);
        var dense = Filled(batch * totalSteps * extent, -1);
        fixed (double* d = dense, p = plane)
            Planes.Store(d, p, batch, totalSteps, firstStep, steps, extent, Stride);

        for (var i = 0; i < dense.Length; i++)
        {
            var (b, time, u) = (i / extent / totalSteps, i / extent % totalSteps, i % extent);
            var t = time - firstStep;
            var expected = t >= 0 && t < steps ? plane[(((t * batch) + b) * Stride) + u] : -1;
            Assert.Equal(expected, dense[i]);
        }
    }

    [Fact]
    public void Copy_and_Clear_take_whole_rows_and_no_more()
    {
        float[] source = [.. Numbers(4 * Stride).Select(v => (float)v)];
        var destination = new float[4 * Stride];
        Array.Fill(destination, -1f);
        fixed (float* s = source, d = destination)
        {
            Planes.Copy(s, d, 3, Stride);
            Assert.Equal([.. source[..(3 * Stride)], .. Enumerable.Repeat(-1f, Stride)], destination);
            Planes.Clear(d, 2, Stride);
            Assert.Equal(
                [.. new float[2 * Stride], .. source[(2 * Stride)..(3 * Stride)], .. Enumerable.Repeat(-1f, Stride)], destination);
            Planes.Copy(s, d, 0, Stride);
            Planes.Clear(d, 0, Stride);
            Assert.Equal(source[2 * Stride], destination[2 * Stride]);
        }
    }

    // The documented order to the last bit, over padding that would spoil any other.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(5, 7)]
    [InlineData(2, 17)]
    [InlineData(7, 30)]
    [InlineData(6, 31)]
    [InlineData(6, 32)]
    [InlineData(0, 8)]
    public void Sum_adds_in_the_documented_order_and_leaves_the_padding(int rows, int extent)
    {
        var plane = Filled(rows * Stride, double.NaN);
        var partial = new double[4];
        var partialOfFloats = new double[4];
        var random = new Random(5);
        for (var row = 0; row < rows; row++)
        {
            for (var u = 0; u < extent; u++)
            {
                var value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 8));
                plane[(row * Stride) + u] = value;
                partial[u % 4] += value;
                partialOfFloats[u % 4] += (float)value;
            }
        }

        float[] floats = [.. plane.Select(v => (float)v)];
        fixed (double* p = plane)
            Assert.Equal((partial[0] + partial[1]) + (partial[2] + partial[3]), Planes.Sum(p, rows, extent, Stride));
        fixed (float* p = floats)
        {
            Assert.Equal(
                (partialOfFloats[0] + partialOfFloats[1]) + (partialOfFloats[2] + partialOfFloats[3]),
                Planes.Sum(p, rows, extent, Stride));
        }
    }

    private static double[] Numbers(int count) => [.. Enumerable.Range(1, count)];

    private static double[] Filled(int count, double value) => [.. Enumerable.Repeat(value, count)];
}
