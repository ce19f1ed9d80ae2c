using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Passes;

namespace RnnGen.Compiler.Tests.Passes;

/// <summary>What SinkProducts is for: the gradient of a layer's input is one product over all steps, behind the loop.</summary>
public class SinkProductsTests
{
    private static readonly Graph Before = Networks.Apply(Networks.Training(Networks.TwoGrus), g => new FoldSums(g), g => new Rematerialize(g));
    private static readonly Graph After = Networks.Apply(Before, g => new SinkProducts(g));

    [Fact]
    public void The_gradient_of_the_input_leaves_the_loop()
    {
        var before = Before.Named("second.dx");
        var after = After.Named("second.dx");

        Assert.Equal((Op.Product, Op.Product), (before.Op, after.Op));
        Assert.NotNull(before.Loop);
        Assert.Null(after.Loop);
        Assert.True(after.Shape.Time);
    }

    [Fact]
    public void Products_that_carry_the_gradient_to_the_step_before_stay()
    {
        var carried = After.Loops.Where(loop => loop.Reverse).SelectMany(loop => loop.States).Select(state => Graph.Reach([state.Next])).ToList();
        var inside = After.Values.Where(value => value is { Op: Op.Product, Loop.Reverse: true }).ToList();

        Assert.NotEmpty(inside);
        Assert.All(inside, product => Assert.Contains(carried, reached => reached.Contains(product)));
    }

    [Fact]
    public void Nothing_of_the_forward_loops_moves() => Assert.Equal(
        Before.Values.Count(value => value.Loop is { Reverse: false }),
        After.Values.Count(value => value.Loop is { Reverse: false }));
}
