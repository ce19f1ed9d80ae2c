using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Tests.Scheduling;

/// <summary>The order in which products add their left elements.</summary>
public class ProductPassTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("256", "256")]
    [InlineData("257", "144+113")]
    [InlineData("512", "256+256")]
    [InlineData("769", "208+208+208+145")]
    [InlineData("64 64", "2·64")]
    [InlineData("128 128 128", "2·128, 128")]
    [InlineData("5 300 300", "5, 160+140, 160+140")]
    public void Passes_take_all_elements_in_order(string operands, string expected)
    {
        var graph = new GraphBuilder();
        Value[] lefts = [.. operands.Split(' ').Select((size, i) => graph.Input(new TensorId(TensorRole.Input, "x" + i), 0, new Dimension("X" + i, int.Parse(size)), null))];

        var passes = ProductPass.Of(lefts, WeightFormat.Exact);

        Assert.Equal(expected.Replace(", ", "+"), string.Join("+", passes.Select(p => (p.Lefts > 1 ? p.Lefts + "·" : "") + p.Columns)));
        var before = 0;
        foreach (var pass in passes)
        {
            Assert.Equal(before, pass.Before);
            before += pass.Lefts * pass.Columns;
        }

        Assert.Equal(lefts.Sum(l => l.Shape.Columns.Size), before);
    }

    /// <summary>What follows on a word that is not full begins with a word of its own.</summary>
    [Fact]
    public void Passes_begin_with_words_of_their_own()
    {
        var graph = new GraphBuilder();
        Value[] lefts = [.. new[] { 5, 5, 301, 8 }.Select((size, i) => graph.Input(new TensorId(TensorRole.Input, "x" + i), 0, new Dimension("X" + i, size), null))];

        Assert.Equal([0, 6, 6 + 80, 6 + 80 + 71], ProductPass.Of(lefts, WeightFormat.Bf16).Select(p => p.Before));
        Assert.Equal([0, 4, 4 + 40, 4 + 40 + 36], ProductPass.Of(lefts, WeightFormat.Int8).Select(p => p.Before));
    }
}
