using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Numerics;

/// <summary>Rows of a table by the number of the step. Arguments are those of generated code and are not checked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Positions
{
    /// <summary>The rows of step t become the table's row t; padding stays as it is.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="table">The table, dense as [steps, extent].</param>
    /// <param name="plane">The row of the first step.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="firstStep">The first step.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="extent">Elements per row.</param>
    /// <param name="stride">Elements from one row of the plane to the next.</param>
    public static void Gather<T>(T* table, T* plane, int batch, int firstStep, int steps, int extent, int stride)
        where T : unmanaged
    {
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var row = new ReadOnlySpan<T>(table + ((nint)t * extent), extent);
            for (var b = 0; b < batch; b++, plane += stride) row.CopyTo(new Span<T>(plane, extent));
        }
    }

    /// <summary>The adjoint: the rows of step t are added to the gradient's row t, sample by sample.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="plane">The row of the first step.</param>
    /// <param name="gradient">The gradient of the table, dense as [steps, extent].</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="firstStep">The first step.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="extent">Elements per row.</param>
    /// <param name="stride">Elements from one row of the plane to the next.</param>
    public static void ScatterAdd<T>(T* plane, T* gradient, int batch, int firstStep, int steps, int extent, int stride)
        where T : unmanaged, INumberBase<T>
    {
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var row = gradient + ((nint)t * extent);
            for (var b = 0; b < batch; b++, plane += stride)
            {
                for (var i = 0; i < extent; i++) row[i] += plane[i];
            }
        }
    }
}
