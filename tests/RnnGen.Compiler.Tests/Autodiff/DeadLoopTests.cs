using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Tests.Autodiff;

/// <summary>A loop that no output depends on has no adjoint: that would need values which Forward never computes.</summary>
public class DeadLoopTests
{
    [Theory]
    [InlineData("gru.forward")]
    [InlineData("gru.backward")]
    public void The_direction_that_nothing_reads_is_not_differentiated(string read)
    {
        var graph = Networks.Training(Networks.Model(
            LossKind.MeanSquaredError,
            new GruSpec("gru", 2) { Bidirectional = true, InitialState = InitialStateKind.Learned },
            new DenseSpec("out", 1, ActivationKind.Linear) { From = new[] { read } }));

        var reached = Graph.Reach(graph.Roots.Select(root => root.Value));
        var loops = reached.Select(value => value.Loop).OfType<Loop>().Distinct().ToArray();

        // The direction itself, and back through time.
        Assert.Equal(2, loops.Length);
        Assert.NotEqual(loops[0].Reverse, loops[1].Reverse);
    }

    /// <summary>The caller handed in the states of both directions, and gets the gradients of both.</summary>
    [Theory]
    [InlineData("gru.forward")]
    [InlineData("gru.backward")]
    public void Its_initial_state_has_a_gradient_of_zero_beside_that_of_the_other(string read)
    {
        var graph = Networks.Training(Networks.Model(
            LossKind.External,
            new GruSpec("gru", 2) { Bidirectional = true, InitialState = InitialStateKind.Input },
            new DenseSpec("out", 1, ActivationKind.Linear) { From = new[] { read } }));

        var gradients = graph.Roots.Where(root => root.Kind == RootKind.InputGradient).GroupBy(root => root.Tensor).Single(parts => parts.Count() > 1);

        Assert.Equal([0, 1], gradients.Select(root => root.Index).Order());
    }
}
