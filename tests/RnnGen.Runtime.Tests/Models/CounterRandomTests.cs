namespace RnnGen.Runtime.Tests.Models;

public class CounterRandomTests
{
    [Fact]
    public void Below_is_uniform()
    {
        var random = new CounterRandom(5, 0);
        var counts = new int[6];
        const int Draws = 60_000;
        for (var i = 0; i < Draws; i++) counts[random.Below(6, i)]++;

        // χ² with five degrees of freedom exceeds 30.9 once in 100,000.
        var expected = Draws / 6.0;
        Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 0, 30.9);
    }

    [Fact]
    public void Symmetric_reaches_both_ends()
    {
        var random = new CounterRandom(5, 1);
        var values = Enumerable.Range(0, 10_000).Select(i => random.Symmetric(i)).ToArray();
        Assert.InRange(values.Min(), -1, -0.998);
        Assert.InRange(values.Max(), 0.998, Math.BitDecrement(1.0));
    }
}
