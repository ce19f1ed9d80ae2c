using RnnGen.Compiler.Emission;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Scheduling;
using Xunit.Sdk;

namespace RnnGen.Compiler.Tests.Planning;

/// <summary>No two values that are alive at the same time share memory.</summary>
public class MemoryPlanTests
{
    private static readonly Dimension Four = new("Four", 4);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_read_finds_what_was_written_for_it(int seed)
    {
        var network = CompiledNetwork.Compile(RandomSpecs.Draw(seed), CancellationToken.None);
        foreach (var chunk in new[] { 1, 2, 5, 8 })
        {
            foreach (var order in Enum.GetValues<SideBySideOrder>())
            {
                TracedRun.Run(network.Predict, steps: 5, chunk, order);
                TracedRun.Run(network.Training!, steps: 5, chunk, order);
            }
        }

        if (network.Step is not null) TracedRun.Run(network.Step, steps: 1, chunk: 1);
    }

    [Fact]
    public void Random_specs_are_of_every_kind()
    {
        var layers = Enumerable.Range(0, 60).SelectMany(seed => RandomSpecs.Draw(seed).Layers).Select(layer => layer.GetType()).Distinct();
        Assert.Equal(5, layers.Count());
    }

    /// <summary>Those of regions that run side by side among them.</summary>
    [Fact]
    public void Random_specs_have_regions_side_by_side() =>
        Assert.True(Enumerable.Range(0, 60).Count(seed => CompiledNetwork.Compile(RandomSpecs.Draw(seed), CancellationToken.None).Training!.Programs.Any(p => SideBySide.Groups(p).Count > 0)) >= 10);

    /// <summary>The check sees what it is there for: all buffers in one place.</summary>
    [Theory]
    [InlineData(StorageClass.Sequence)]
    [InlineData(StorageClass.Chunk)]
    public void Buffers_that_overlap_are_found(StorageClass kind)
    {
        var plan = CompiledNetwork.Compile(Networks.TwoGrus, CancellationToken.None).Training!;
        TracedRun.Run(plan, steps: 5, chunk: 2);
        foreach (var storage in plan.Storages.Where(storage => storage.Class == kind)) typeof(Storage).GetProperty(nameof(Storage.Offset))!.SetValue(storage, 0);

        var error = Assert.Throws<TrueException>(() => TracedRun.Run(plan, steps: 5, chunk: 2));
        Assert.Contains("but there is", error.Message);
    }

    /// <summary>Only one of the results may take the addend's place.</summary>
    [Fact]
    public void Two_products_that_start_from_one_value() => RunProducts((graph, x, start) =>
        [(start, x, Weights(graph, 0)), (start, x, Weights(graph, 16))]);

    /// <summary>All of the left operand is read for every panel of the result: the result must not take its place.</summary>
    [Fact]
    public void A_product_that_starts_from_its_own_left_operand() => RunProducts((graph, x, start) => [(x, x, Weights(graph, 0))]);

    private static void RunProducts(Func<GraphBuilder, Value, Value, (Value Start, Value Left, Value Weights)[]> products)
    {
        var graph = new GraphBuilder();
        var x = graph.Unary(Op.Tanh, graph.Input("x", 0, Four, null));
        var start = graph.Unary(Op.Tanh, graph.Input("start", 0, Four, null));
        var results = products(graph, x, start)
            .Select(p => ProductView.Create(graph, transposed: false, p.Start, [(p.Left, p.Weights)], [])).ToArray();
        for (var i = 0; i < results.Length; i++) graph.AddRoot(RootKind.Output, "y", i, results[i]);

        var verified = GraphVerifier.Verify(graph.ToGraph(), "source");
        TracedRun.Run(Planner.Plan(verified, ProgramSet.Split(verified, ("Predict", [RootKind.Output]))), steps: 1, chunk: 1);
    }

    private static Value Weights(GraphBuilder graph, int offset) =>
        graph.Weights(new ParameterTensor("w" + offset, 4, 4, new InitializerSpec.Constant(0), offset), 0, Four, Four);
}
