using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Numerics;

/// <summary>The sinusoidal code of positions. Arguments are those of generated code and are not checked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Waves
{
    private const double Base = 10_000;

    /// <summary>
    /// The row of step t, the same for all samples: sin(t / 10000^(2i/extent)) in column 2i and the cosine in column 2i + 1 (Vaswani et
    /// al. 2017, section 3.5). Computed in double precision; padding stays as it is.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="plane">The row of the first step.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="firstStep">The first step.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="extent">Values per row.</param>
    /// <param name="stride">Elements from one row to the next.</param>
    public static void Fill<T>(T* plane, int batch, int firstStep, int steps, int extent, int stride)
        where T : unmanaged, INumberBase<T>
    {
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var row = plane;
            for (var i = 0; i < extent; i++)
            {
                var angle = t / Math.Pow(Base, (i & ~1) / (double)extent);
                row[i] = T.CreateTruncating((i & 1) == 0 ? Math.Sin(angle) : Math.Cos(angle));
            }

            plane += stride;
            for (var b = 1; b < batch; b++, plane += stride) new ReadOnlySpan<T>(row, extent).CopyTo(new Span<T>(plane, extent));
        }
    }
}
