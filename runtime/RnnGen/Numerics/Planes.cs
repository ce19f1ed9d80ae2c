using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnGen.Numerics;

/// <summary>
/// Block operations on planes, the matrices in which generated code keeps its intermediate values: rows ordered by time
/// (row = t·batch + b), each of <c>extent</c> elements followed by padding up to <c>stride</c>, a multiple of 16. Arguments are
/// those of generated code and are not checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Planes
{
    /// <summary>Copies some steps of a dense sequence into a plane; the padding stays as it is.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="dense">The sequence, [batch, totalSteps, extent].</param>
    /// <param name="plane">The plane, [steps·batch, stride].</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="totalSteps">Number of steps of the sequence.</param>
    /// <param name="firstStep">The first step to copy.</param>
    /// <param name="steps">Number of steps to copy.</param>
    /// <param name="extent">Elements per step.</param>
    /// <param name="stride">Elements from one row of the plane to the next.</param>
    public static void Load<T>(T* dense, T* plane, int batch, int totalSteps, int firstStep, int steps, int extent, int stride)
        where T : unmanaged
    {
        for (var b = 0; b < batch; b++)
        {
            var source = dense + ((((nint)b * totalSteps) + firstStep) * extent);
            var row = plane + ((nint)b * stride);
            for (var t = 0; t < steps; t++)
            {
                new ReadOnlySpan<T>(source, extent).CopyTo(new Span<T>(row, extent));
                source += extent;
                row += (nint)batch * stride;
            }
        }
    }

    /// <summary>Copies a plane into some steps of a dense sequence; other steps stay as they are.</summary>
    /// <inheritdoc cref="Load{T}(T*, T*, int, int, int, int, int, int)"/>
    public static void Store<T>(T* dense, T* plane, int batch, int totalSteps, int firstStep, int steps, int extent, int stride)
        where T : unmanaged
    {
        for (var b = 0; b < batch; b++)
        {
            var destination = dense + ((((nint)b * totalSteps) + firstStep) * extent);
            var row = plane + ((nint)b * stride);
            for (var t = 0; t < steps; t++)
            {
                new ReadOnlySpan<T>(row, extent).CopyTo(new Span<T>(destination, extent));
                destination += extent;
                row += (nint)batch * stride;
            }
        }
    }

    /// <summary>Copies some steps of a dense sequence into a plane, samples in an order of their own; the padding stays as it is.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="dense">The sequence, [batch, totalSteps, extent].</param>
    /// <param name="plane">The plane, the rows of a step behind those of the step before.</param>
    /// <param name="samples">The rows of each step.</param>
    /// <param name="totalSteps">Number of steps of the sequence.</param>
    /// <param name="firstStep">The first step to copy.</param>
    /// <param name="steps">Number of steps to copy.</param>
    /// <param name="extent">Elements per step.</param>
    /// <param name="stride">Elements from one row of the plane to the next.</param>
    public static void Load<T>(T* dense, T* plane, SampleOrder samples, int totalSteps, int firstStep, int steps, int extent, int stride)
        where T : unmanaged
    {
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var rows = samples.RowsAt(t);
            for (var row = 0; row < rows; row++, plane += stride)
                new ReadOnlySpan<T>(dense + ((((nint)samples[row] * totalSteps) + t) * extent), extent).CopyTo(new Span<T>(plane, extent));
        }
    }

    /// <summary>Copies a plane, samples in an order of their own, into some steps of a dense sequence; other steps stay as they are.</summary>
    /// <inheritdoc cref="Load{T}(T*, T*, SampleOrder, int, int, int, int, int)"/>
    public static void Store<T>(T* dense, T* plane, SampleOrder samples, int totalSteps, int firstStep, int steps, int extent, int stride)
        where T : unmanaged
    {
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var rows = samples.RowsAt(t);
            for (var row = 0; row < rows; row++, plane += stride)
                new ReadOnlySpan<T>(plane, extent).CopyTo(new Span<T>(dense + ((((nint)samples[row] * totalSteps) + t) * extent), extent));
        }
    }

    /// <summary>Copies whole rows, padding included.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="source">The plane to read.</param>
    /// <param name="destination">The plane to write.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="stride">Elements per row of both.</param>
    public static void Copy<T>(T* source, T* destination, int rows, int stride)
        where T : unmanaged
    {
        var bytes = (long)rows * stride * sizeof(T);
        Buffer.MemoryCopy(source, destination, bytes, bytes);
    }

    /// <summary>Sets whole rows to zero, padding included.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="plane">The plane.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="stride">Elements per row.</param>
    public static void Clear<T>(T* plane, int rows, int stride)
        where T : unmanaged =>
        NativeMemory.Clear(plane, (nuint)rows * (nuint)stride * (nuint)sizeof(T));

    /// <summary>
    /// The sum of all elements but the padding, in double precision and in one order everywhere: four interleaved partial sums
    /// run through the rows, element u of a row going to the sum u mod 4, and are added in pairs.
    /// </summary>
    /// <param name="plane">The plane.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="extent">Elements per row that count.</param>
    /// <param name="stride">Elements from one row to the next.</param>
    public static double Sum(float* plane, int rows, int extent, int stride) => Sum<float>(plane, rows, extent, stride);

    /// <inheritdoc cref="Sum(float*, int, int, int)"/>
    public static double Sum(double* plane, int rows, int extent, int stride) => Sum<double>(plane, rows, extent, stride);

    private static double Sum<T>(T* plane, int rows, int extent, int stride)
        where T : unmanaged, INumberBase<T>
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (var row = 0; row < rows; row++, plane += stride)
        {
            var u = 0;
            for (; u <= extent - 4; u += 4)
            {
                s0 += double.CreateTruncating(plane[u]);
                s1 += double.CreateTruncating(plane[u + 1]);
                s2 += double.CreateTruncating(plane[u + 2]);
                s3 += double.CreateTruncating(plane[u + 3]);
            }

            if (u < extent)
                s0 += double.CreateTruncating(plane[u]);
            if (u + 1 < extent)
                s1 += double.CreateTruncating(plane[u + 1]);
            if (u + 2 < extent)
                s2 += double.CreateTruncating(plane[u + 2]);
        }

        return (s0 + s1) + (s2 + s3);
    }
}
