using CsCheck;

namespace PropertyTests.Batches;

/// <summary>The extents of batches.</summary>
public class ExtentsTests
{
    [Fact]
    public void TheSameNumberDrawsTheSameExtents()
    {
        var drawn = new List<(int, int)>();
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < 200; number++) Extents.Check(number, (count, steps) => drawn.Add((count, steps)));
        }

        Assert.Equal(400, drawn.Count);
        Assert.Equal(drawn[..200], drawn[200..]);
        Assert.Equal(24, drawn.Distinct().Count()); // 1 to 4 samples of 1 to 6 steps
    }

    [Fact]
    public void WhatFailsIsTriedInSmallerExtents()
    {
        var tried = new List<int>();
        Assert.Throws<CsCheckException>(() => Extents.Check(0, (count, steps) =>
        {
            tried.Add(count * steps);
            if (count * steps > 0) throw new InvalidOperationException();
        }));
        Assert.True(tried.Min() < tried[0] || tried[0] == 1, string.Join(" ", tried));
    }
}
