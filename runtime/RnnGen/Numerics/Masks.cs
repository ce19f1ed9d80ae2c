using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Numerics;

/// <summary>
/// Masks, 1 where something counts and 0 where it does not: a plane with one value per row, or with a row of values over the steps
/// of another sequence. Rows are ordered by time, row (t − firstStep)·batch + b for sample b at step t. Padding stays as it is.
/// Arguments are those of generated code and are not checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Masks
{
    /// <summary>One value per row: 1 for steps within the sample's length.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="lengths">Number of steps that count, of each sample; null where all do.</param>
    /// <param name="plane">The row of the first step.</param>
    /// <param name="samples">The rows of each step.</param>
    /// <param name="firstStep">The first step.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="stride">Elements from one row of the plane to the next.</param>
    public static void FromLengths<T>(int* lengths, T* plane, SampleOrder samples, int firstStep, int steps, int stride)
        where T : unmanaged, INumberBase<T>
    {
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var rows = samples.RowsAt(t);
            for (var row = 0; row < rows; row++, plane += stride)
                *plane = lengths is null || t < lengths[samples[row]] ? T.One : T.Zero;
        }
    }

    /// <summary>One value per row: 1 where the id is not that of the padding.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="ids">All ids, dense as [batch, totalSteps].</param>
    /// <param name="padding">The id that does not count.</param>
    /// <param name="plane">The row of the first step.</param>
    /// <param name="samples">The rows of each step.</param>
    /// <param name="totalSteps">Number of steps of <paramref name="ids"/>.</param>
    /// <param name="firstStep">The first step.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="stride">Elements from one row of the plane to the next.</param>
    public static void FromTokens<T>(int* ids, int padding, T* plane, SampleOrder samples, int totalSteps, int firstStep, int steps, int stride)
        where T : unmanaged, INumberBase<T>
    {
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var rows = samples.RowsAt(t);
            for (var row = 0; row < rows; row++, plane += stride)
                *plane = ids[((nint)samples[row] * totalSteps) + t] != padding ? T.One : T.Zero;
        }
    }

    /// <summary>A row of values per row: 1 for the steps up to the row's own, so that attention sees no later one.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="plane">The row of the first step.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="firstStep">The first step.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="extent">Values per row.</param>
    /// <param name="stride">Elements from one row of the plane to the next.</param>
    public static void Causal<T>(T* plane, int batch, int firstStep, int steps, int extent, int stride)
        where T : unmanaged, INumberBase<T>
    {
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var seen = Math.Min(t + 1, extent);
            for (var b = 0; b < batch; b++, plane += stride)
            {
                new Span<T>(plane, seen).Fill(T.One);
                new Span<T>(plane + seen, extent - seen).Clear();
            }
        }
    }

    /// <summary>From one value per step to one row per sample: plane[b, s] = mask[s·batch + b], and 0 beyond the last step.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="mask">The mask of a whole sequence, [steps·batch, maskStride], of which the first column is read.</param>
    /// <param name="maskStride">Elements from one row of the mask to the next.</param>
    /// <param name="plane">The plane to write, [batch, stride].</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="steps">Number of steps, at most <paramref name="extent"/>.</param>
    /// <param name="extent">Values per row.</param>
    /// <param name="stride">Elements from one row of the plane to the next.</param>
    public static void ToRow<T>(T* mask, int maskStride, T* plane, int batch, int steps, int extent, int stride)
        where T : unmanaged, INumberBase<T>
    {
        for (var b = 0; b < batch; b++, mask += maskStride, plane += stride)
        {
            for (var s = 0; s < steps; s++)
                plane[s] = mask[(nint)s * batch * maskStride];
            new Span<T>(plane + steps, extent - steps).Clear();
        }
    }
}
