namespace RnnGen.Numerics.Tests;

/// <summary>Arguments of <see cref="DropoutMask"/> and its result as an array without padding.</summary>
public sealed record Mask(
    float Rate = 0.5f, ulong Seed = 1, long Step = 0, int Layer = 0, int FirstTime = 0, int Batch = 4, int Rows = 64, int Extent = 512)
{
    public unsafe float[] Fill()
    {
        var stride = (Extent + 15) / 16 * 16;
        var plane = new float[Rows * stride];
        fixed (float* p = plane)
            DropoutMask.Fill(p, Rows, Extent, stride, Rate, Seed, Step, Layer, FirstTime, Batch);
        return Dense(plane, stride);
    }

    public unsafe double[] FillDouble()
    {
        var stride = (Extent + 15) / 16 * 16;
        var plane = new double[Rows * stride];
        fixed (double* p = plane)
            DropoutMask.Fill(p, Rows, Extent, stride, Rate, Seed, Step, Layer, FirstTime, Batch);
        return Dense(plane, stride);
    }

    private T[] Dense<T>(T[] plane, int stride) =>
        [.. Enumerable.Range(0, Rows).SelectMany(row => plane[(row * stride)..((row * stride) + Extent)])];
}
