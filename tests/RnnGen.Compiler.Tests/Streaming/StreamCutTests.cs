using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Streaming;

namespace RnnGen.Compiler.Tests.Streaming;

/// <summary>What cannot be fed step by step.</summary>
public class StreamCutTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sum_over_all_rows_is_no_part_of_a_stream(bool sums)
    {
        var graph = new GraphBuilder();
        var x = graph.Input("x", 0, new Dimension("X", 3), Axis.Main);
        var y = sums ? x - graph.SumRows(x) : x * x;
        graph.AddRoot(RootKind.Output, new TensorId(TensorRole.Output, TensorId.OnlyOutput), 0, y);

        Assert.Equal(sums, new StreamCut(graph.ToGraph(), Axis.Main).Obstacles.Any());
    }
}
