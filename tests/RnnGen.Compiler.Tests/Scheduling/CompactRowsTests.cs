using RnnGen.Compiler.Emission;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Tests.Scheduling;

/// <summary>What is left out of steps beyond the lengths of the samples.</summary>
public class CompactRowsTests
{
    /// <summary>
    /// The network of W1-var, with and without dropout before the first product: of all that works on steps, nothing does so on more than those
    /// that count, nor on other tokens than theirs.
    /// </summary>
    [Theory]
    [InlineData(0.3f)]
    [InlineData(0f)]
    public void A_network_that_reads_to_the_last_step_passes_over_the_steps_that_count_alone(float dropout)
    {
        LayerSpec[] layers =
        [
            new EmbeddingSpec("embedding", 5) { Padding = 0 }, .. dropout > 0 ? [new DropoutSpec("dropout", dropout)] : Array.Empty<LayerSpec>(),
            new LstmSpec("lstm", 4) { Layers = 2, Bidirectional = true, BetweenDropout = 0.3f }, new DenseSpec("out", 2, ActivationKind.Linear),
        ];
        var network = Compile(LossKind.CrossEntropyWithLogits, new InputSpec(0, 6) { Vocabulary = 9, Lengths = true }, layers);
        foreach (var plan in new[] { network.Predict, network.Evaluation!, network.Training! })
        {
            var timed = Regions(plan).ToArray();
            Assert.NotEmpty(timed.OfType<LoopNode>());
            Assert.All(timed, node => Assert.NotEqual(RowChoice.All, node.Rows));
            foreach (var node in timed.Where(n => n is ProductNode or ReductionNode)) Assert.Equal(RowChoice.Counting, node.Rows);
            Assert.Equal(plan == network.Training && dropout > 0 ? 0 : 1, plan.Unique.Count);
            Assert.All(plan.Unique, tokens => Assert.True(plan.Compact.Counts(tokens)));
        }
    }

    /// <summary>An output after every step has rows for all of them, and so has what it is computed from; the loop before it has not.</summary>
    [Fact]
    public void What_the_caller_gets_has_all_rows()
    {
        var network = Compile(
            LossKind.MeanSquaredError, new InputSpec(3, 6) { Lengths = true }, new GruSpec("gru", 4) { Return = ReturnKind.Sequence }, new DenseSpec("out", 2, ActivationKind.Linear));
        foreach (var plan in new[] { network.Predict, network.Training! })
        {
            Assert.All(Regions(plan).OfType<LoopNode>(), loop => Assert.NotEqual(RowChoice.All, loop.Rows));
            Assert.Contains(Regions(plan).OfType<ProductNode>(), product => product.Rows == RowChoice.All);
            foreach (var store in plan.Programs.SelectMany(p => p.Flatten()).OfType<StoreNode>()) Assert.False(plan.Compact.Contains(store.Root.Value));
        }
    }

    [Fact]
    public void Without_lengths_all_rows_count()
    {
        var network = Compile(LossKind.MeanSquaredError, new InputSpec(3, 6), new GruSpec("gru", 4));
        Assert.Null(network.Training!.Compact.Lengths);
        Assert.All(Regions(network.Training!), node => Assert.Equal(RowChoice.All, node.Rows));
    }

    /// <summary>A stream has one sample, and no steps that do not count.</summary>
    [Fact]
    public void A_stream_has_no_order_of_samples()
    {
        var network = Compile(LossKind.MeanSquaredError, new InputSpec(3, 6) { Lengths = true }, new GruSpec("gru", 4));
        Assert.Null(network.Step!.Compact.Lengths);
    }

    /// <summary>What works on steps of samples.</summary>
    private static IEnumerable<Node> Regions(MemoryPlan plan) => plan.Programs.SelectMany(p => p.Nodes).OfType<RegionNode>().Where(r => !r.Axis.IsOfUnique).SelectMany(r => r.Body);

    private static CompiledNetwork Compile(LossKind loss, InputSpec input, params LayerSpec[] layers) =>
        CompiledNetwork.Compile(Networks.Model(loss, layers) with { Inputs = new[] { input } }, CancellationToken.None);
}
