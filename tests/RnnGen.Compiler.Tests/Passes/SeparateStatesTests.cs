using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Passes;

namespace RnnGen.Compiler.Tests.Passes;

/// <summary>What SeparateStates is for: each state owns the memory it lies in.</summary>
public class SeparateStatesTests
{
    private static readonly Dimension Units = new("Units", 4);

    [Fact]
    public void States_of_one_next_value_get_one_each()
    {
        var after = Run((first, second, x) => (first + x, first + x));

        var (sum, copy) = Nexts(after);
        Assert.Equal((Op.Add, Op.Copy), (sum.Op, copy.Op));
        Assert.Same(sum, Assert.Single(copy.Operands));
    }

    /// <summary>A delay line: the second state becomes what the first was.</summary>
    [Fact]
    public void A_state_that_becomes_another_state_copies_it()
    {
        var (_, next) = Nexts(Run((first, second, x) => (first * x, first)));

        Assert.Equal(Op.Copy, next.Op);
        Assert.Equal(Op.Previous, Assert.Single(next.Operands).Op);
    }

    [Fact]
    public void A_next_value_from_outside_the_loop_is_copied_in()
    {
        var (next, _) = Nexts(Run((first, second, x) => (x, first + second)));

        Assert.Equal(Op.Copy, next.Op);
        Assert.NotNull(next.Loop);
        Assert.Equal(Op.Input, Assert.Single(next.Operands).Op);
    }

    [Fact]
    public void Separate_states_stay_as_they_are()
    {
        var after = Run((first, second, x) => (first + x, second * x));

        Assert.DoesNotContain(after.Values, value => value.Op == Op.Copy);
    }

    private static (Value First, Value Second) Nexts(Graph graph)
    {
        var states = Assert.Single(graph.Loops).States;
        return (states.Single(state => state.Name == "first").Next, states.Single(state => state.Name == "second").Next);
    }

    private static Graph Run(Func<Value, Value, Value, (Value First, Value Second)> step)
    {
        var graph = new GraphBuilder();
        var x = graph.Input("x", 0, Units, Axis.Main);
        var loop = graph.AddLoop("loop", Axis.Main, reverse: false);
        var first = graph.AddState(loop, "first", Units, null);
        var second = graph.AddState(loop, "second", Units, null);
        (first.Next, second.Next) = graph.Within(loop, () => step(graph.Previous(first), graph.Previous(second), x));
        graph.AddRoot(RootKind.Output, "y1", 0, graph.Final(first));
        graph.AddRoot(RootKind.Output, "y2", 0, graph.Final(second));
        return Networks.Apply(GraphVerifier.Verify(graph.ToGraph(), "source"), g => new SeparateStates(g));
    }
}
