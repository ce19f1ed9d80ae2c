using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Numerics;

/// <summary>
/// Windows on sequences and images. The steps of an image are its pixels, row by row; a sequence is an image of one column. Planes are
/// ordered by step; padding stays as it is. Arguments are those of generated code and are not checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Windows
{
    /// <summary>How many windows lie within a sequence: ⌊(steps − size) / stride⌋ + 1, none if it is shorter than a window.</summary>
    /// <param name="steps">Steps of the sequence.</param>
    /// <param name="size">Steps in a window.</param>
    /// <param name="stride">Steps from one window to the next.</param>
    public static int Count(int steps, int size, int stride) => steps < size ? 0 : ((steps - size) / stride) + 1;

    /// <summary>
    /// The steps of every window side by side: of n of them, destination[t', i·n + j] is column i of the j-th; zeros for what lies beyond
    /// the ends.
    /// </summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="source">The row of the source's first step.</param>
    /// <param name="sourceStride">Elements from one row of the source to the next.</param>
    /// <param name="sourceSteps">Steps of the source.</param>
    /// <param name="sourceWidth">Pixels in a row of the source.</param>
    /// <param name="destination">The row of the chunk's first window.</param>
    /// <param name="destinationStride">Elements from one row of the destination to the next.</param>
    /// <param name="destinationSteps">Number of windows.</param>
    /// <param name="destinationWidth">Windows side by side.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="first">The first window of the chunk.</param>
    /// <param name="count">Number of windows of the chunk.</param>
    /// <param name="extent">Values per step of the source.</param>
    /// <param name="down">What a window reads from top to bottom.</param>
    /// <param name="across">What it reads from left to right.</param>
    public static void Gather<T>(
        T* source, int sourceStride, int sourceSteps, int sourceWidth, T* destination, int destinationStride, int destinationSteps, int destinationWidth,
        int batch, int first, int count, int extent, WindowSide down, WindowSide across)
        where T : unmanaged
    {
        var (places, height) = (down.Count * across.Count, sourceSteps / sourceWidth);
        for (var t = first; t < first + count; t++, destination += (nint)batch * destinationStride)
        {
            var (top, left) = Math.DivRem(t, destinationWidth);
            (top, left) = ((top * down.Stride) + down.First, (left * across.Stride) + across.First);
            for (var j = 0; j < places; j++)
            {
                var (row, column) = (top + (j / across.Count), left + (j % across.Count));
                var inside = row >= 0 && row < height && column >= 0 && column < sourceWidth;
                var from = inside ? source + ((((nint)row * sourceWidth) + column) * batch * sourceStride) : null;
                for (var b = 0; b < batch; b++)
                    Copy(inside ? from + ((nint)b * sourceStride) : null, destination + ((nint)b * destinationStride) + j, places, extent);
            }
        }
    }

    /// <summary>
    /// The adjoint of <see cref="Gather"/>: every step the sum of what the windows around it hold of it, in ascending order of its place
    /// in them.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="source">The row of the first window.</param>
    /// <param name="sourceStride">Elements from one row of the source to the next.</param>
    /// <param name="sourceSteps">Number of windows.</param>
    /// <param name="sourceWidth">Windows side by side.</param>
    /// <param name="destination">The row of the chunk's first step.</param>
    /// <param name="destinationStride">Elements from one row of the destination to the next.</param>
    /// <param name="destinationSteps">Number of steps.</param>
    /// <param name="destinationWidth">Pixels in a row of the destination.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="first">The first step of the chunk.</param>
    /// <param name="count">Number of steps of the chunk.</param>
    /// <param name="extent">Values per step of the destination.</param>
    /// <param name="down">What a window reads from top to bottom.</param>
    /// <param name="across">What it reads from left to right.</param>
    public static void Sum<T>(
        T* source, int sourceStride, int sourceSteps, int sourceWidth, T* destination, int destinationStride, int destinationSteps, int destinationWidth,
        int batch, int first, int count, int extent, WindowSide down, WindowSide across)
        where T : unmanaged, INumberBase<T>
    {
        var (places, height) = (down.Count * across.Count, sourceSteps / sourceWidth);
        for (var t = first; t < first + count; t++, destination += (nint)batch * destinationStride)
        {
            var (row, column) = Math.DivRem(t, destinationWidth);
            for (var b = 0; b < batch; b++) new Span<T>(destination + ((nint)b * destinationStride), extent).Clear();
            for (var j = 0; j < places; j++)
            {
                // The window that has this step as its j-th, if there is one.
                var (top, left) = (row - (j / across.Count) - down.First, column - (j % across.Count) - across.First);
                if (top < 0 || left < 0 || top % down.Stride != 0 || left % across.Stride != 0) continue;
                (top, left) = (top / down.Stride, left / across.Stride);
                if (top >= height || left >= sourceWidth) continue;
                var from = source + ((((nint)top * sourceWidth) + left) * batch * sourceStride) + j;
                for (var b = 0; b < batch; b++) Add(from + ((nint)b * sourceStride), places, destination + ((nint)b * destinationStride), extent);
            }
        }
    }

    private static void Copy<T>(T* from, T* to, int step, int extent)
        where T : unmanaged
    {
        if (from is null)
        {
            for (var i = 0; i < extent; i++) to[(nint)i * step] = default;
        }
        else if (step == 1)
        {
            new ReadOnlySpan<T>(from, extent).CopyTo(new Span<T>(to, extent));
        }
        else
        {
            for (var i = 0; i < extent; i++) to[(nint)i * step] = from[i];
        }
    }

    private static void Add<T>(T* from, int step, T* to, int extent)
        where T : unmanaged, INumberBase<T>
    {
        for (var i = 0; i < extent; i++) to[i] += from[(nint)i * step];
    }
}
