using System.ComponentModel;

namespace RnnGen.Numerics;

/// <summary>Copies some columns of a plane. Arguments are those of generated code and are not checked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Columns
{
    /// <summary>destination[row, u] = source[row, u] for the first <paramref name="extent"/> columns from both pointers on.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="source">The first column to read, any one of its plane.</param>
    /// <param name="sourceStride">Elements from one row of the source to the next.</param>
    /// <param name="destination">The first column to write, any one of its plane; the others stay as they are.</param>
    /// <param name="destinationStride">Elements from one row of the destination to the next.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="extent">Columns to copy.</param>
    public static void Copy<T>(T* source, int sourceStride, T* destination, int destinationStride, int rows, int extent)
        where T : unmanaged
    {
        for (var row = 0; row < rows; row++, source += sourceStride, destination += destinationStride)
            new ReadOnlySpan<T>(source, extent).CopyTo(new Span<T>(destination, extent));
    }

    /// <summary>destination[row, u·destinationStep] = source[row, u·sourceStep] for <paramref name="extent"/> columns u.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="source">The first column to read, any one of its plane.</param>
    /// <param name="sourceStride">Elements from one row of the source to the next.</param>
    /// <param name="sourceStep">Elements from one column to read to the next.</param>
    /// <param name="destination">The first column to write, any one of its plane; those in between stay as they are.</param>
    /// <param name="destinationStride">Elements from one row of the destination to the next.</param>
    /// <param name="destinationStep">Elements from one column to write to the next.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="extent">Columns to copy.</param>
    public static void Copy<T>(T* source, int sourceStride, int sourceStep, T* destination, int destinationStride, int destinationStep, int rows, int extent)
        where T : unmanaged
    {
        for (var row = 0; row < rows; row++, source += sourceStride, destination += destinationStride)
        {
            for (var u = 0; u < extent; u++) destination[u * destinationStep] = source[u * sourceStep];
        }
    }
}
