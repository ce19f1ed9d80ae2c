using RnnGen.Compiler.Autodiff;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Passes;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Tests;

/// <summary>Declarations and their graphs.</summary>
internal static class Networks
{
    /// <summary>A trainable model on sequences of three features.</summary>
    public static ModelSpec Model(LossKind loss, params LayerSpec[] layers) =>
        new("", "Network", "internal", true, Precision.Float32, new InputSpec(Features: 3, Steps: 6), layers, loss);

    /// <summary>A GRU of two units and its loss.</summary>
    public static ModelSpec Gru { get; } = Model(LossKind.MeanSquaredError, new GruSpec("gru", 2));

    /// <summary>Two GRUs, the first of which hands its sequence to the second.</summary>
    public static ModelSpec TwoGrus { get; } =
        Model(LossKind.MeanSquaredError, new GruSpec("first", 2) { Return = ReturnKind.Sequence }, new GruSpec("second", 4));

    /// <summary>The graph for predictions, as the layers state it.</summary>
    public static Graph Prediction(ModelSpec spec) => Lowering.Run(spec, LoweringMode.Inference).Graph.ToGraph();

    /// <summary>The graph for training, forward and backward, before any pass.</summary>
    public static Graph Training(ModelSpec spec)
    {
        var lowering = Lowering.Run(spec, LoweringMode.Training);
        Differentiator.Differentiate(lowering.Graph);
        return lowering.Graph.ToGraph();
    }

    /// <summary>Runs passes and verifies what each makes.</summary>
    public static Graph Apply(Graph graph, params Func<Graph, GraphRewriter>[] passes) =>
        passes.Aggregate(graph, (current, pass) => GraphVerifier.Verify(pass(current).Run(), pass.Method.Name));

    /// <summary>The value of a name.</summary>
    public static Value Named(this Graph graph, string name) => Assert.Single(graph.Values, value => value.Name == name);
}
