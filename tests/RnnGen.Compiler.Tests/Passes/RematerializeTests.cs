using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Passes;
using RnnGen.Compiler.Planning;

namespace RnnGen.Compiler.Tests.Passes;

/// <summary>What Rematerialize is for: backward computes 1 − z again, and forward keeps less.</summary>
public class RematerializeTests
{
    private static readonly Graph Before = Networks.Apply(Networks.Training(Networks.Gru), g => new FoldSums(g));
    private static readonly Graph After = Networks.Apply(Before, g => new Rematerialize(g));

    [Fact]
    public void Backward_reads_no_cheap_value_of_forward_whose_operands_are_kept()
    {
        Assert.Contains(CheapReads(Before), value => value is { Op: Op.Subtract, Operands: [{ Op: Op.Constant }, { Name: "gru.z" }] });
        Assert.Empty(CheapReads(After));
    }

    [Fact]
    public void What_costs_a_transcendental_function_is_kept() =>
        Assert.Subset(CrossReads(After).Select(value => value.Name).ToHashSet(), new HashSet<string> { "gru.r", "gru.z", "gru.n" });

    [Fact]
    public void Forward_keeps_less_memory() =>
        Assert.True(Kept(After) < Kept(Before), $"{Kept(After)} instead of {Kept(Before)} values per sample and step");

    [Fact]
    public void Forward_computes_the_same() => Assert.Equal(Forward(Before).Count, Forward(After).Count);

    /// <summary>Values of the forward pass, states aside, that the backward pass reads.</summary>
    private static IEnumerable<Value> CrossReads(Graph graph)
    {
        var forward = Forward(graph);
        return graph.Values.Where(value => !forward.Contains(value)).SelectMany(value => value.Operands)
            .Where(operand => forward.Contains(operand) && operand.Shape.Form == Form.Plane).Distinct();
    }

    private static IEnumerable<Value> CheapReads(Graph graph)
    {
        var states = graph.Loops.SelectMany(loop => loop.States).Select(state => state.Next).ToHashSet();
        return CrossReads(graph).Where(value => value.Loop is not null && value.Op.IsCheap() && !states.Contains(value));
    }

    private static HashSet<Value> Forward(Graph graph) =>
        Graph.Reach(graph.Roots.Where(root => root.Kind is RootKind.Output or RootKind.Loss).Select(root => root.Value));

    private static int Kept(Graph graph)
    {
        var planned = Networks.Apply(graph, g => new SinkProducts(g), g => new SeparateStates(g));
        return Planner.Plan(planned, ProgramSet.Split(
            planned,
            ("Forward", [RootKind.Output]),
            ("Loss", [RootKind.Loss]),
            ("Backward", [RootKind.ParameterGradient, RootKind.InputGradient]))).RowLength(StorageClass.Sequence);
    }
}
