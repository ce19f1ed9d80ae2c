using System.Runtime.Intrinsics;

namespace RnnGen.Numerics.Tests;

/// <summary>Loads and stores of the first lanes, at the edge of accessible memory and at odd addresses.</summary>
public sealed unsafe class PartialTests
{
    private const float Untouched = -7f;

    private delegate void LoadFirst(float* p, int count, float* lanes);

    private delegate void StoreFirst(float* p, float* lanes, int count);

    /// <summary>Width and count, for the widths that can run; without vectors the 128-bit form runs in software.</summary>
    public static TheoryData<int, int> Cases
    {
        get
        {
            var widths = BodyData.All.Where(entry => entry.Available && entry.Body.Lanes > 1).Select(entry => entry.Body.Lanes);
            var data = new TheoryData<int, int>();
            foreach (var lanes in widths.Append(4).Distinct())
            {
                for (var count = 0; count <= lanes; count++)
                    data.Add(lanes, count);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_reads_the_first_lanes_and_nothing_beyond(int lanes, int count)
    {
        using var memory = new GuardedMemory();
        var p = memory.End - count;
        for (var i = 0; i < count; i++)
            p[i] = i + 1;

        var loaded = stackalloc float[16];
        Load(lanes)(p, count, loaded);
        for (var i = 0; i < lanes; i++)
            Assert.Equal(i < count ? i + 1f : 0f, loaded[i]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Store_writes_the_first_lanes_and_nothing_beyond(int lanes, int count)
    {
        using var memory = new GuardedMemory();
        var values = stackalloc float[16];
        for (var i = 0; i < 16; i++)
            values[i] = i + 1;

        // At the guard page nothing beyond can be written; further down, nothing beyond may change.
        foreach (var distance in (int[])[0, 1, 2, 3, 17])
        {
            new Span<float>(memory.End - 40, 40).Fill(Untouched);
            var p = memory.End - distance - count;
            Store(lanes)(p, values, count);
            for (var i = -1; i < count + distance; i++)
                Assert.Equal(i >= 0 && i < count ? i + 1f : Untouched, p[i]);
        }
    }

    private static LoadFirst Load(int lanes) => lanes switch
    {
        16 => (p, count, loaded) => *(Vector512<float>*)loaded = VectorMath.LoadPartial512(p, count),
        8 => (p, count, loaded) => *(Vector256<float>*)loaded = VectorMath.LoadPartial256(p, count),
        _ => (p, count, loaded) => *(Vector128<float>*)loaded = VectorMath.LoadPartial128(p, count),
    };

    private static StoreFirst Store(int lanes) => lanes switch
    {
        16 => (p, values, count) => VectorMath.StorePartial(p, *(Vector512<float>*)values, count),
        8 => (p, values, count) => VectorMath.StorePartial(p, *(Vector256<float>*)values, count),
        _ => (p, values, count) => VectorMath.StorePartial(p, *(Vector128<float>*)values, count),
    };
}
