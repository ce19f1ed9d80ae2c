using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Tests.Ir;

/// <summary>Which operations are one value.</summary>
public class GraphBuilderTests
{
    private static readonly Dimension Keys = new("Key", 4);

    [Fact]
    public void Equal_operations_are_one_value()
    {
        var graph = new GraphBuilder();

        Assert.Same(graph.CausalMask(Axis.Main, Keys), graph.CausalMask(Axis.Main, Keys));
    }

    /// <summary>Nothing but the axis tells them apart.</summary>
    [Fact]
    public void What_runs_along_other_steps_is_another_value()
    {
        var graph = new GraphBuilder();
        var other = new Axis("otherSteps");
        Value Ones(Axis axis) => graph.Broadcast(graph.Constant(1), Shape.Plane(Dimension.Column, axis));

        Assert.Equal(other, graph.CausalMask(other, Keys).Shape.Axis);
        Assert.NotSame(graph.CausalMask(Axis.Main, Keys), graph.CausalMask(other, Keys));
        Assert.NotSame(graph.Waves(Axis.Main, Keys), graph.Waves(other, Keys));
        Assert.NotSame(Ones(Axis.Main), Ones(other));
    }
}
