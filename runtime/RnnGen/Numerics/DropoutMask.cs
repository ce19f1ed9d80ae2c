using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>
/// The factors of inverted dropout (Srivastava et al. 2014; scaled while training, as PyTorch and Keras do): 0 with
/// probability <c>rate</c>, else 1 / (1 − rate). A factor depends on (seed, step, layer, t, b, u) only, and has the same bits
/// on every machine.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class DropoutMask
{
    /// <summary>Writes the factors into a plane of rows ordered by time; the padding stays as it is.</summary>
    /// <param name="plane">The plane, [rows, stride].</param>
    /// <param name="rows">Number of rows; row r is sample r mod batch at time firstTime + r / batch.</param>
    /// <param name="extent">Units per row.</param>
    /// <param name="stride">Elements from one row to the next.</param>
    /// <param name="rate">Probability of 0, from 0 to 1; at 1 all factors are 0.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="step">The training step.</param>
    /// <param name="layer">Which mask of the model this is.</param>
    /// <param name="firstTime">Time of the first row.</param>
    /// <param name="batch">Rows per time step.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is not within [0, 1].</exception>
    public static void Fill(
        float* plane, int rows, int extent, int stride, float rate, ulong seed, long step, int layer, int firstTime, int batch)
    {
        var threshold = Threshold(rate);
        var scale = (float)Scale(rate);
        var mask = DropoutKey.Mask(seed, step, layer);
        for (var row = 0; row < rows; row++, plane += stride)
            FillRow(plane, extent, DropoutKey.Row(mask, firstTime + (row / batch), row % batch), threshold, scale);
    }

    /// <inheritdoc cref="Fill(float*, int, int, int, float, ulong, long, int, int, int)"/>
    public static void Fill(
        double* plane, int rows, int extent, int stride, float rate, ulong seed, long step, int layer, int firstTime, int batch)
    {
        var threshold = Threshold(rate);
        var scale = Scale(rate);
        var mask = DropoutKey.Mask(seed, step, layer);
        for (var row = 0; row < rows; row++, plane += stride)
        {
            var key = DropoutKey.Row(mask, firstTime + (row / batch), row % batch);
            for (var u = 0; u < extent; u++)
                plane[u] = key.Bits(u) < threshold ? 0d : scale;
        }
    }

    /// <summary>Writes the factors of some steps, samples in an order of their own; the padding stays as it is.</summary>
    /// <param name="plane">The plane, the rows of a step behind those of the step before.</param>
    /// <param name="samples">The rows of each step.</param>
    /// <param name="firstTime">The first step.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="extent">Units per row.</param>
    /// <param name="stride">Elements from one row to the next.</param>
    /// <param name="rate">Probability of 0, from 0 to 1; at 1 all factors are 0.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="step">The training step.</param>
    /// <param name="layer">Which mask of the model this is.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is not within [0, 1].</exception>
    public static void Fill(
        float* plane, SampleOrder samples, int firstTime, int steps, int extent, int stride, float rate, ulong seed, long step, int layer)
    {
        var threshold = Threshold(rate);
        var scale = (float)Scale(rate);
        var mask = DropoutKey.Mask(seed, step, layer);
        for (var t = firstTime; t < firstTime + steps; t++)
        {
            var rows = samples.RowsAt(t);
            for (var row = 0; row < rows; row++, plane += stride) FillRow(plane, extent, DropoutKey.Row(mask, t, samples[row]), threshold, scale);
        }
    }

    /// <inheritdoc cref="Fill(float*, SampleOrder, int, int, int, int, float, ulong, long, int)"/>
    public static void Fill(
        double* plane, SampleOrder samples, int firstTime, int steps, int extent, int stride, float rate, ulong seed, long step, int layer)
    {
        var threshold = Threshold(rate);
        var scale = Scale(rate);
        var mask = DropoutKey.Mask(seed, step, layer);
        for (var t = firstTime; t < firstTime + steps; t++)
        {
            var rows = samples.RowsAt(t);
            for (var row = 0; row < rows; row++, plane += stride)
            {
                var key = DropoutKey.Row(mask, t, samples[row]);
                for (var u = 0; u < extent; u++) plane[u] = key.Bits(u) < threshold ? 0d : scale;
            }
        }
    }

    private static void FillRow(float* row, int extent, DropoutKey key, uint threshold, float scale)
    {
        var u = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; u <= extent - Vector512<float>.Count; u += Vector512<float>.Count)
                *(Vector512<float>*)(row + u) = Factors512(key, u, threshold, scale);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; u <= extent - Vector256<float>.Count; u += Vector256<float>.Count)
                *(Vector256<float>*)(row + u) = Factors256(key, u, threshold, scale);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; u <= extent - Vector128<float>.Count; u += Vector128<float>.Count)
                *(Vector128<float>*)(row + u) = Factors128(key, u, threshold, scale);
        }

        for (; u < extent; u++)
            row[u] = key.Bits(u) < threshold ? 0f : scale;
    }

    // The vectors of DropoutKey.Bits, from unit u on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Factors512(DropoutKey key, int u, uint threshold, float scale)
    {
        var x = Vector512.Create(key.Low + ((uint)u * DropoutKey.UnitStride)) + (Vector512<uint>.Indices * DropoutKey.UnitStride);
        x = ((x ^ (x >>> 16)) * DropoutKey.FirstFactor) + Vector512.Create(key.High);
        x = (x ^ (x >>> 13)) * DropoutKey.SecondFactor;
        x ^= x >>> 16;
        return Vector512.AndNot(Vector512.Create(scale), Vector512.LessThan(x, Vector512.Create(threshold)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Factors256(DropoutKey key, int u, uint threshold, float scale)
    {
        var x = Vector256.Create(key.Low + ((uint)u * DropoutKey.UnitStride)) + (Vector256<uint>.Indices * DropoutKey.UnitStride);
        x = ((x ^ (x >>> 16)) * DropoutKey.FirstFactor) + Vector256.Create(key.High);
        x = (x ^ (x >>> 13)) * DropoutKey.SecondFactor;
        x ^= x >>> 16;
        return Vector256.AndNot(Vector256.Create(scale), Vector256.LessThan(x, Vector256.Create(threshold)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Factors128(DropoutKey key, int u, uint threshold, float scale)
    {
        var x = Vector128.Create(key.Low + ((uint)u * DropoutKey.UnitStride)) + (Vector128<uint>.Indices * DropoutKey.UnitStride);
        x = ((x ^ (x >>> 16)) * DropoutKey.FirstFactor) + Vector128.Create(key.High);
        x = (x ^ (x >>> 13)) * DropoutKey.SecondFactor;
        x ^= x >>> 16;
        return Vector128.AndNot(Vector128.Create(scale), Vector128.LessThan(x, Vector128.Create(threshold)).AsSingle());
    }

    // Bits below this drop the unit: rate · 2³², exact in double. At rate 1 it is one short, and the scale is 0 instead.
    private static uint Threshold(float rate)
    {
        if (!(rate >= 0f && rate <= 1f))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A dropout rate lies within [0, 1].");
        return (uint)Math.Min(rate * 4294967296d, uint.MaxValue);
    }

    private static double Scale(float rate) => rate == 1f ? 0d : 1d / (1d - rate);
}
