using System.Numerics;

namespace RnnGen.Numerics.Tests;

/// <summary>Both packings against their definition, bit by bit, with sentinels around what they may write.</summary>
public sealed unsafe class WeightPackingTests
{
    private const int Sentinel = -77;

    public static TheoryData<int, int, int, int, int> Shapes
    {
        get
        {
            var data = new TheoryData<int, int, int, int, int>();
            foreach (var length in (int[])[0, 1, 3, 4, 7, 8, 17, 64])
            {
                foreach (var (lanes, count) in ((int, int)[])[(16, 16), (16, 13), (8, 8), (8, 5), (4, 4), (4, 1), (4, 0), (16, 4)])
                    data.Add(length, lanes, count, Math.Max(length, count) + 3, lanes * 3);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void PackRows_transposes(int columns, int lanes, int count, int rowStride, int panelStride)
    {
        CheckRows<float>(columns, lanes, count, rowStride, panelStride);
        CheckRows<double>(columns, lanes, count, rowStride, panelStride);
        CheckRows<int>(columns, lanes, count, rowStride, panelStride);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void PackColumns_copies(int rows, int lanes, int count, int rowStride, int panelStride)
    {
        CheckColumns<float>(rows, lanes, count, rowStride, panelStride);
        CheckColumns<double>(rows, lanes, count, rowStride, panelStride);
    }

    // A signalling NaN and a subnormal would change if the weights went through arithmetic.
    [Fact]
    public void Bits_survive()
    {
        uint[] patterns = [.. Enumerable.Range(0, 64).Select(i => i % 2 == 0 ? 0x7F800001u + (uint)i : 0x00000001u + (uint)i)];
        var packed = new uint[64];
        fixed (uint* source = patterns, panel = packed)
            WeightPacking.PackRows((float*)source, 8, 8, (float*)panel, 8, 8, 8);
        for (var i = 0; i < 64; i++)
            Assert.Equal(patterns[(i % 8 * 8) + (i / 8)], packed[i]);
    }

    private static void CheckRows<T>(int columns, int lanes, int count, int rowStride, int panelStride)
        where T : unmanaged, INumber<T>
    {
        var weights = Numbers<T>(lanes * rowStride);
        var panel = Sentinels<T>(columns * panelStride);
        fixed (T* w = weights, p = panel)
            WeightPacking.PackRows(w, rowStride, columns, p, panelStride, lanes, count);
        Check(panel, panelStride, lanes, count, (k, lane) => weights[(lane * rowStride) + k]);
    }

    private static void CheckColumns<T>(int rows, int lanes, int count, int rowStride, int panelStride)
        where T : unmanaged, INumber<T>
    {
        var weights = Numbers<T>(rows * rowStride);
        var panel = Sentinels<T>(rows * panelStride);
        fixed (T* w = weights, p = panel)
            WeightPacking.PackColumns(w, rowStride, rows, p, panelStride, lanes, count);
        Check(panel, panelStride, lanes, count, (k, lane) => weights[(k * rowStride) + lane]);
    }

    private static void Check<T>(T[] panel, int panelStride, int lanes, int count, Func<int, int, T> expected)
        where T : INumber<T>
    {
        for (var i = 0; i < panel.Length; i++)
        {
            var (k, lane) = (i / panelStride, i % panelStride);
            Assert.Equal(lane < count ? expected(k, lane) : lane < lanes ? T.Zero : T.CreateChecked(Sentinel), panel[i]);
        }
    }

    private static T[] Numbers<T>(int count)
        where T : INumber<T> => [.. Enumerable.Range(1, count).Select(T.CreateChecked)];

    private static T[] Sentinels<T>(int count)
        where T : INumber<T> => [.. Enumerable.Repeat(T.CreateChecked(Sentinel), count)];
}
