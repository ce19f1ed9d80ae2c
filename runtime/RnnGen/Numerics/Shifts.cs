using System.ComponentModel;

namespace RnnGen.Numerics;

/// <summary>The rows of other steps. Arguments are those of generated code and are not checked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Shifts
{
    /// <summary>
    /// destination[t] = source[t − shift] for the steps of a chunk, and zeros where the sequence has no such step. Rows are ordered by
    /// time; padding stays as it is.
    /// </summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="source">The row of the sequence's first step, [totalSteps·batch, stride].</param>
    /// <param name="destination">The row of the chunk's first step, [steps·batch, stride].</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="totalSteps">Number of steps of the sequence.</param>
    /// <param name="firstStep">The first step of the chunk.</param>
    /// <param name="steps">Number of steps of the chunk.</param>
    /// <param name="shift">Steps to look back, or ahead if negative.</param>
    /// <param name="extent">Values per row.</param>
    /// <param name="stride">Elements from one row to the next, of both.</param>
    public static void Copy<T>(T* source, T* destination, int batch, int totalSteps, int firstStep, int steps, int shift, int extent, int stride)
        where T : unmanaged
    {
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var from = (long)t - shift;
            var row = from >= 0 && from < totalSteps ? source + ((nint)from * batch * stride) : null;
            for (var b = 0; b < batch; b++, destination += stride)
            {
                var to = new Span<T>(destination, extent);
                if (row is null) to.Clear();
                else new ReadOnlySpan<T>(row + ((nint)b * stride), extent).CopyTo(to);
            }
        }
    }
}
