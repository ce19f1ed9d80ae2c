using System.ComponentModel;

namespace RnnGen.Numerics;

/// <summary>
/// Rounds weights to multiples of a scale, −127 … 127 of them, and packs four of these numbers to a word: the first of four successive k of the inner
/// product in its lowest byte. All weights of a unit have one scale, 1/127 of the largest of their magnitudes, so that a weight is off by at most half
/// of that. Kernels read a byte in the highest place of a word, above zeros, so the scale in a panel is 2⁻²⁴ of that: exactly, unless the largest weight
/// is below 10⁻²⁸. Arguments are those of generated code and are not checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Int8Packing
{
    private const int Most = 127, PerWord = 4, Bits = 8;

    /// <summary>What 1 is in the highest byte of a word, from where kernels make it a number.</summary>
    private const float One = 1 << (Bits * (PerWord - 1));

    /// <summary>Makes the scale of each lane large enough for its row of W: a unit may be rows of several.</summary>
    /// <param name="weights">The first row of W for this panel.</param>
    /// <param name="rowStride">Elements from one row of W to the next.</param>
    /// <param name="columns">Length of the inner product.</param>
    /// <param name="scales">A scale per lane; 0 before the first weights.</param>
    /// <param name="count">Lanes that have a row.</param>
    public static void WidenByRows(float* weights, int rowStride, int columns, float* scales, int count) =>
        Widen(weights, rowStride, 1, columns, scales, count);

    /// <summary>Makes the scale of each lane large enough for its column of W.</summary>
    /// <param name="weights">The first column of W for this panel.</param>
    /// <param name="rowStride">Elements from one row of W to the next.</param>
    /// <param name="rows">Length of the inner product.</param>
    /// <param name="scales">A scale per lane; 0 before the first weights.</param>
    /// <param name="count">Lanes that have a column.</param>
    public static void WidenByColumns(float* weights, int rowStride, int rows, float* scales, int count) =>
        Widen(weights, 1, rowStride, rows, scales, count);

    /// <summary>
    /// As <see cref="WeightPacking.PackRows"/>: lane n is row n of W, so that panel[k, lane] holds W[lane, 4k] … W[lane, 4k + 3]. Lanes from
    /// <paramref name="count"/> on, and what there would be behind the last column, are 0.
    /// </summary>
    /// <param name="weights">The first row of W for this panel.</param>
    /// <param name="rowStride">Elements from one row of W to the next.</param>
    /// <param name="columns">Length of the inner product.</param>
    /// <param name="panel">The panel, [⌈columns / 4⌉, panelStride].</param>
    /// <param name="panelStride">Words from four elements of the panel to the next four, at least <paramref name="lanes"/>.</param>
    /// <param name="lanes">Lanes written for each four elements.</param>
    /// <param name="count">Lanes that have a row, at most <paramref name="lanes"/>.</param>
    /// <param name="scales">The scale of each lane.</param>
    public static void PackRows(float* weights, int rowStride, int columns, float* panel, int panelStride, int lanes, int count, float* scales) =>
        Pack(weights, rowStride, 1, columns, (uint*)panel, panelStride, lanes, count, scales);

    /// <summary>
    /// As <see cref="WeightPacking.PackColumns"/>: lane n is column n of W, so that panel[k, lane] holds W[4k, lane] … W[4k + 3, lane]. Lanes from
    /// <paramref name="count"/> on, and what there would be behind the last row, are 0.
    /// </summary>
    /// <param name="weights">The first column of W for this panel.</param>
    /// <param name="rowStride">Elements from one row of W to the next.</param>
    /// <param name="rows">Length of the inner product.</param>
    /// <param name="panel">The panel, [⌈rows / 4⌉, panelStride].</param>
    /// <param name="panelStride">Words from four elements of the panel to the next four, at least <paramref name="lanes"/>.</param>
    /// <param name="lanes">Lanes written for each four elements.</param>
    /// <param name="count">Lanes that have a column, at most <paramref name="lanes"/>.</param>
    /// <param name="scales">The scale of each lane.</param>
    public static void PackColumns(float* weights, int rowStride, int rows, float* panel, int panelStride, int lanes, int count, float* scales) =>
        Pack(weights, 1, rowStride, rows, (uint*)panel, panelStride, lanes, count, scales);

    /// <summary>The weights of a unit as products read them: the nearest multiples of their scale, to the accuracy of a <see cref="float"/>.</summary>
    /// <param name="unit">All weights of a unit.</param>
    public static void Round(Span<float> unit)
    {
        var scale = 0f;
        foreach (var weight in unit) scale = Widened(scale, weight);
        foreach (ref var weight in unit) weight = scale * (One * Multiple(weight, scale));
    }

    private static void Widen(float* weights, nint laneStride, nint stride, int elements, float* scales, int count)
    {
        for (var lane = 0; lane < count; lane++)
        {
            var weight = weights + (lane * laneStride);
            for (var k = 0; k < elements; k++, weight += stride) scales[lane] = Widened(scales[lane], *weight);
        }
    }

    private static void Pack(float* weights, nint laneStride, nint stride, int elements, uint* panel, int panelStride, int lanes, int count, float* scales)
    {
        for (var k = 0; k < elements; k += PerWord, panel += panelStride)
        {
            var left = Math.Min(PerWord, elements - k);
            for (var lane = 0; lane < count; lane++)
            {
                var weight = weights + (lane * laneStride) + (k * stride);
                var word = 0u;
                for (var e = 0; e < left; e++, weight += stride) word |= (uint)(byte)Multiple(*weight, scales[lane]) << (e * Bits);
                panel[lane] = word;
            }

            new Span<uint>(panel + count, lanes - count).Clear();
        }
    }

    /// <summary>What is no number stays none, in the scale.</summary>
    private static float Widened(float scale, float weight) => MathF.Max(scale, MathF.Abs(weight) / (One * Most));

    /// <summary>In double precision, whose quotient decides as the exact one does.</summary>
    private static sbyte Multiple(float weight, float scale) =>
        scale > 0 && float.IsFinite(scale) ? (sbyte)Math.Clamp(Math.Round(weight / ((double)One * scale)), -Most, Most) : (sbyte)0;
}
