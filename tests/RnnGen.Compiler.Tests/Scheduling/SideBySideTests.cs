using RnnGen.Compiler.Emission;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Tests.Scheduling;

/// <summary>Which regions threads may run side by side: by the loops in each, region by region, group by group.</summary>
public class SideBySideTests
{
    [Fact]
    public void The_directions_of_a_layer() => AssertGroups(
        "lstm.l0 | lstm.l0_back; lstm.l1 | lstm.l1_back",
        "lstm.l1_back | lstm.l1; lstm.l0_back | lstm.l0",
        new LstmSpec("lstm", 4) { Layers = 2, Bidirectional = true });

    /// <summary>A layer that waits for another is one region with it.</summary>
    [Fact]
    public void Layers_in_a_row_do_not() => AssertGroups("", "", new GruSpec("gru", 4) { Layers = 2, Return = ReturnKind.Sequence }, new LstmSpec("lstm", 5));

    /// <summary>What stands behind one of the branches runs along with it, what reads both comes later.</summary>
    [Fact]
    public void Layers_that_read_the_same() => AssertGroups(
        "left | right.l0, right.l1",
        "right.l1, right.l0 | left",
        new LstmSpec("left", 4) { Return = ReturnKind.Sequence },
        new GruSpec("right", 4) { Layers = 2, Return = ReturnKind.Sequence, From = new[] { "x" } },
        new JoinSpec("join", JoinKind.Concatenate) { From = new[] { "left", "right" } },
        new RnnSpec("rnn", 3));

    /// <summary>Behind a layer that both directions wait for, as well as behind one that waits for both.</summary>
    [Fact]
    public void The_directions_of_a_layer_between_others() => AssertGroups(
        "middle | middle.back",
        "middle.back | middle",
        new GruSpec("first", 4) { Return = ReturnKind.Sequence },
        new GruSpec("second", 4) { Return = ReturnKind.Sequence },
        new LstmSpec("middle", 4) { Bidirectional = true, Return = ReturnKind.Sequence },
        new RnnSpec("last", 3));

    /// <summary>Each has different tokens of its own, whose rows are there before both.</summary>
    [Fact]
    public void Layers_that_read_different_tokens()
    {
        LayerSpec[] layers =
        [
            new EmbeddingSpec("words", 3) { From = new[] { "x" } },
            new LstmSpec("reader", 4),
            new EmbeddingSpec("letters", 3) { From = new[] { "u" } },
            new GruSpec("speller", 5),
            new JoinSpec("join", JoinKind.Concatenate) { From = new[] { "reader", "speller" } },
        ];
        AssertGroups("reader | speller", "speller | reader", Networks.Model(LossKind.External, layers) with
        {
            Inputs = new[] { new InputSpec(0, 6) { Vocabulary = 20 }, new InputSpec(0, 9) { Name = "u", Vocabulary = 30 } },
        });
    }

    /// <summary>A sum over time takes no time to speak of.</summary>
    [Fact]
    public void Loops_without_products_do_not() => AssertGroups(
        "", "", new GlobalPoolingSpec("mean", PoolingKind.Average), new GlobalPoolingSpec("most", PoolingKind.Maximum) { From = new[] { "x" } }, new JoinSpec("join", JoinKind.Concatenate) { From = new[] { "mean", "most" } });

    /// <summary>All of it is found in the text, and what is not shared has none of it.</summary>
    [Fact]
    public void A_program_says_whose_turn_it_is()
    {
        var text = string.Concat(ModelCompiler.Compile(Networks.Model(LossKind.MeanSquaredError, new LstmSpec("lstm", 4) { Bidirectional = true })).Select(f => f.Text));

        // Predict, Evaluate, Forward and Backward.
        foreach (var turn in new[] { 0, 1 }) Assert.Equal(1 + 4, text.Split($"if (teamWorker.Takes({turn}, 2, true, batch, out worker))").Length);
        var alone = string.Concat(ModelCompiler.Compile(Networks.Model(LossKind.MeanSquaredError, new LstmSpec("lstm", 4))).Select(f => f.Text));
        Assert.DoesNotContain("teamWorker", alone);
    }

    /// <summary>Directions of a layer can be dealt out one by one, branches of different sizes cannot.</summary>
    [Fact]
    public void Directions_are_even_and_branches_need_not_be()
    {
        Assert.Equal([true, true], Even(new LstmSpec("lstm", 4) { Layers = 2, Bidirectional = true }));
        Assert.Equal([false], Even(
            new LstmSpec("left", 4), new LstmSpec("right", 5) { From = new[] { "x" } }, new JoinSpec("join", JoinKind.Concatenate) { From = new[] { "left", "right" } }));

        static IEnumerable<bool> Even(params LayerSpec[] layers)
        {
            var network = CompiledNetwork.Compile(Networks.Model(LossKind.MeanSquaredError, layers), CancellationToken.None);
            var (forward, backward) = (Of("Forward"), Of("Backward"));
            Assert.Equal(forward, backward);
            return forward;

            bool[] Of(string program) => [.. SideBySide.Groups(network.Training!.Programs.Single(p => p.Name == program)).Select(SideBySide.IsEven)];
        }
    }

    private static void AssertGroups(string predict, string backward, params LayerSpec[] layers) =>
        AssertGroups(predict, backward, Networks.Model(LossKind.MeanSquaredError, layers));

    private static void AssertGroups(string predict, string backward, ModelSpec spec)
    {
        var network = CompiledNetwork.Compile(spec, CancellationToken.None);
        Assert.Equal(predict, Groups(network.Predict, "Predict"));
        Assert.Equal(predict, Groups(network.Training!, "Forward"));
        Assert.Equal(backward, Groups(network.Training!, "Backward"));
    }

    private static string Groups(MemoryPlan plan, string program) =>
        string.Join("; ", SideBySide.Groups(plan.Programs.Single(p => p.Name == program)).Select(group => string.Join(" | ", group.Select(Loops))));

    private static string Loops(RegionNode region) => string.Join(", ", region.Body.OfType<LoopNode>().Select(l => l.Loop.Name));
}
