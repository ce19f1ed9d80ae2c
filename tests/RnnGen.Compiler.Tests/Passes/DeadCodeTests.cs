using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Passes;

namespace RnnGen.Compiler.Tests.Passes;

public class DeadCodeTests
{
    [Fact]
    public void What_no_root_needs_is_dropped_and_nothing_else()
    {
        var graph = new GraphBuilder();
        var units = new Dimension("Units", 4);
        var x = graph.Input("x", 0, units, Axis.Main);
        var loop = graph.AddLoop("loop", Axis.Main, reverse: false);
        var used = graph.AddState(loop, "used", units, null);
        used.Next = graph.Within(loop, () => graph.Previous(used) + x);
        var unused = graph.AddState(loop, "unused", units, null);
        unused.Next = graph.Within(loop, () => graph.Unary(Op.Tanh, graph.Previous(unused)));
        graph.Unary(Op.Relu, x);
        graph.AddRoot(RootKind.Output, "y", 0, graph.Final(used));

        Assert.Equal(
            """
            %0:x : [T, B, 4] = Input x[0]()
            loop → | %1 : [T, B, 4] = Previous used()
            loop → | %2 : [T, B, 4] = Add(%1, %0:x)
            %3 : [B, 4] = Final used()
            loop → | used from 0, next %2
            Output y[0] = %3

            """,
            GraphPrinter.Print(Networks.Apply(graph.ToGraph(), g => new DeadCode(g))));
    }
}
