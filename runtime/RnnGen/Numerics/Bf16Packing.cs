using System.ComponentModel;

namespace RnnGen.Numerics;

/// <summary>
/// Rounds weights to bfloat16, the upper half of a <see cref="float"/>, and packs them for kernels that read two at once: a word of a lane holds the
/// weights of two successive k of the inner product, the first in its lower half. The relative error of a weight is at most 2⁻⁸. Arguments are those of
/// generated code and are not checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Bf16Packing
{
    private const int Bits = 16;

    /// <summary>
    /// As <see cref="WeightPacking.PackRows"/>: lane n is row n of W, so that panel[k, lane] holds W[lane, 2k] and W[lane, 2k + 1]. Lanes from
    /// <paramref name="count"/> on, and what there would be behind the last column, are 0.
    /// </summary>
    /// <param name="weights">The first row of W for this panel.</param>
    /// <param name="rowStride">Elements from one row of W to the next.</param>
    /// <param name="columns">Length of the inner product.</param>
    /// <param name="panel">The panel, [⌈columns / 2⌉, panelStride].</param>
    /// <param name="panelStride">Words from one pair of the panel to the next, at least <paramref name="lanes"/>.</param>
    /// <param name="lanes">Lanes written for each pair.</param>
    /// <param name="count">Lanes that have a row, at most <paramref name="lanes"/>.</param>
    public static void PackRows(float* weights, int rowStride, int columns, float* panel, int panelStride, int lanes, int count) =>
        Pack(weights, rowStride, 1, columns, (uint*)panel, panelStride, lanes, count);

    /// <summary>
    /// As <see cref="WeightPacking.PackColumns"/>: lane n is column n of W, so that panel[k, lane] holds W[2k, lane] and W[2k + 1, lane]. Lanes from
    /// <paramref name="count"/> on, and what there would be behind the last row, are 0.
    /// </summary>
    /// <param name="weights">The first column of W for this panel.</param>
    /// <param name="rowStride">Elements from one row of W to the next.</param>
    /// <param name="rows">Length of the inner product.</param>
    /// <param name="panel">The panel, [⌈rows / 2⌉, panelStride].</param>
    /// <param name="panelStride">Words from one pair of the panel to the next, at least <paramref name="lanes"/>.</param>
    /// <param name="lanes">Lanes written for each pair.</param>
    /// <param name="count">Lanes that have a column, at most <paramref name="lanes"/>.</param>
    public static void PackColumns(float* weights, int rowStride, int rows, float* panel, int panelStride, int lanes, int count) =>
        Pack(weights, 1, rowStride, rows, (uint*)panel, panelStride, lanes, count);

    /// <summary>The nearest bfloat16, of two equally near the one that ends in 0. What is no number stays none.</summary>
    /// <param name="weight">Any number.</param>
    public static float Round(float weight) => BitConverter.UInt32BitsToSingle(Half(weight) << Bits);

    private static void Pack(float* weights, nint laneStride, nint stride, int elements, uint* panel, int panelStride, int lanes, int count)
    {
        for (var k = 0; k < elements; k += 2, panel += panelStride)
        {
            for (var lane = 0; lane < count; lane++)
            {
                var weight = weights + (lane * laneStride) + (k * stride);
                panel[lane] = Half(weight[0]) | (k + 1 < elements ? Half(weight[stride]) << Bits : 0);
            }

            new Span<uint>(panel + count, lanes - count).Clear();
        }
    }

    /// <summary>Adds half of the last place that stays, or a little less where that place is 0: a carry rounds up.</summary>
    private static uint Half(float weight)
    {
        var bits = BitConverter.SingleToUInt32Bits(weight);
        if (float.IsNaN(weight)) return (bits >> Bits) | 1u << (22 - Bits);
        return (bits + 0x7FFFu + (bits >> Bits & 1)) >> Bits;
    }
}
