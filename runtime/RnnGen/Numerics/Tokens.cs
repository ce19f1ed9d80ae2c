using System.ComponentModel;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>
/// Token ids, dense as [batch, totalSteps], and planes whose row (t − firstStep)·batch + b belongs to the id of sample b at step
/// t. Padding stays as it is. Arguments are those of generated code, which has checked the ids.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Tokens
{
    /// <summary>Columns that threads deal out: whole vectors.</summary>
    private const int Block = 16;

    /// <summary>An embedding: each row of the plane becomes the table's row of its id.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="ids">All ids, each the number of a row of the table.</param>
    /// <param name="table">The table, dense as [vocabulary, extent].</param>
    /// <param name="plane">The row of the first step.</param>
    /// <param name="samples">The rows of each step.</param>
    /// <param name="totalSteps">Number of steps of <paramref name="ids"/>.</param>
    /// <param name="firstStep">The first step.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="extent">Elements per row.</param>
    /// <param name="stride">Elements from one row of the plane to the next.</param>
    public static void Gather<T>(
        int* ids, T* table, T* plane, SampleOrder samples, int totalSteps, int firstStep, int steps, int extent, int stride)
        where T : unmanaged
    {
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var rows = samples.RowsAt(t);
            for (var row = 0; row < rows; row++, plane += stride)
            {
                var entry = table + ((nint)ids[((nint)samples[row] * totalSteps) + t] * extent);
                new ReadOnlySpan<T>(entry, extent).CopyTo(new Span<T>(plane, extent));
            }
        }
    }

    /// <summary>
    /// The embedding's adjoint: each row of the plane is added to the gradient's row of its id, in ascending order of the rows. Threads share
    /// the columns.
    /// </summary>
    /// <param name="worker">Whose columns.</param>
    /// <param name="ids">All ids, each the number of a row of the table.</param>
    /// <param name="plane">The row of the first step.</param>
    /// <param name="gradient">The gradient of the table, dense as [vocabulary, extent].</param>
    /// <param name="samples">The rows of each step.</param>
    /// <param name="totalSteps">Number of steps of <paramref name="ids"/>.</param>
    /// <param name="firstStep">The first step.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="extent">Elements per row.</param>
    /// <param name="stride">Elements from one row of the plane to the next.</param>
    /// <param name="padding">An id that gets no gradient; −1 if there is none.</param>
    public static void ScatterAdd(
        Worker worker, int* ids, float* plane, float* gradient, SampleOrder samples, int totalSteps,
        int firstStep, int steps, int extent, int stride, int padding)
    {
        if (InstructionSets.HasVector512)
        {
            ScatterAdd<float, Vector512<float>, Lanes512>(
                worker, ids, plane, gradient, samples, totalSteps, firstStep, steps, extent, stride, padding);
        }
        else if (InstructionSets.HasVector256)
        {
            ScatterAdd<float, Vector256<float>, Lanes256>(
                worker, ids, plane, gradient, samples, totalSteps, firstStep, steps, extent, stride, padding);
        }
        else if (InstructionSets.HasVector128)
        {
            ScatterAdd<float, Vector128<float>, Lanes128>(
                worker, ids, plane, gradient, samples, totalSteps, firstStep, steps, extent, stride, padding);
        }
        else
        {
            ScatterAdd<float, float, ScalarLanes<float>>(
                worker, ids, plane, gradient, samples, totalSteps, firstStep, steps, extent, stride, padding);
        }
    }

    /// <inheritdoc cref="ScatterAdd(Worker, int*, float*, float*, SampleOrder, int, int, int, int, int, int)"/>
    public static void ScatterAdd(
        Worker worker, int* ids, double* plane, double* gradient, SampleOrder samples, int totalSteps,
        int firstStep, int steps, int extent, int stride, int padding) =>
        ScatterAdd<double, double, ScalarLanes<double>>(
            worker, ids, plane, gradient, samples, totalSteps, firstStep, steps, extent, stride, padding);

    /// <summary>Each row becomes 1 at its id and 0 elsewhere; zeros alone for an id outside the row, as of an ignored label.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="ids">All ids.</param>
    /// <param name="plane">The row of the first step.</param>
    /// <param name="samples">The rows of each step.</param>
    /// <param name="totalSteps">Number of steps of <paramref name="ids"/>.</param>
    /// <param name="firstStep">The first step.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="extent">Elements per row.</param>
    /// <param name="stride">Elements from one row of the plane to the next.</param>
    public static void OneHot<T>(int* ids, T* plane, SampleOrder samples, int totalSteps, int firstStep, int steps, int extent, int stride)
        where T : unmanaged, INumberBase<T>
    {
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var rows = samples.RowsAt(t);
            for (var row = 0; row < rows; row++, plane += stride)
            {
                new Span<T>(plane, extent).Clear();
                var id = ids[((nint)samples[row] * totalSteps) + t];
                if ((uint)id < (uint)extent) plane[id] = T.One;
            }
        }
    }

    internal static void ScatterAdd<T, TVector, TLanes>(
        Worker worker, int* ids, T* plane, T* gradient, SampleOrder samples, int totalSteps,
        int firstStep, int steps, int extent, int stride, int padding)
        where T : unmanaged
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TVector>
    {
        var (column, columns) = worker.Share(extent, Block);
        if (columns == 0) return;
        plane += column;
        gradient += column;
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var rows = samples.RowsAt(t);
            for (var row = 0; row < rows; row++, plane += stride)
            {
                var id = ids[((nint)samples[row] * totalSteps) + t];
                if (id != padding) RowMath.Add<T, TVector, TLanes>(plane, gradient + ((nint)id * extent), columns);
            }
        }
    }
}
