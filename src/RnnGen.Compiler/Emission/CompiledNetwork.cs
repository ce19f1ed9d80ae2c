using RnnGen.Compiler.Autodiff;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Passes;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Emission;

/// <summary>Everything that emission needs: the programs of each kind with their memory, the parameters, the summary.</summary>
public sealed class CompiledNetwork
{
    private CompiledNetwork(ModelSpec spec, Lowering lowering)
    {
        Spec = spec;
        Parameters = lowering.Parameters;
        Rows = lowering.Rows;
        Outputs = lowering.Outputs;
        Sequence = spec.Inputs.Any(i => i.Steps > 0);
    }

    public ModelSpec Spec { get; }

    public IReadOnlyList<ParameterTensor> Parameters { get; }

    public IReadOnlyList<LayerRow> Rows { get; }

    /// <summary>The outputs; a network with one calls it y.</summary>
    public IReadOnlyList<OutputTensor> Outputs { get; }

    /// <summary>The shape of the first output.</summary>
    public Shape Output => Outputs[0].Value.Shape;

    /// <summary>Whether the input has a time axis.</summary>
    public bool Sequence { get; }

    public MemoryPlan Predict { get; private set; } = null!;

    /// <summary>One step with its states; null without a time axis.</summary>
    public MemoryPlan? Step { get; private set; }

    /// <summary>Forward, Loss and Backward; null for a model that is not trainable.</summary>
    public MemoryPlan? Training { get; private set; }

    /// <summary>The graph that Training comes from, or Predict where there is none: for tests.</summary>
    public Graph Graph { get; private set; } = null!;

    public static CompiledNetwork Compile(ModelSpec spec, CancellationToken cancellation)
    {
        var lowering = Lowering.Run(spec, LoweringMode.Inference, cancellation);
        var network = new CompiledNetwork(spec, lowering);
        network.Predict = Plan(lowering, cancellation, ("Predict", [RootKind.Output]));
        if (network.Sequence && CanStream(spec)) network.Step = Plan(Lowering.Run(spec, LoweringMode.Streaming, cancellation), cancellation, ("Step", [RootKind.Output]));
        network.Graph = lowering.Graph.ToGraph();
        if (!spec.Trainable) return network;

        var training = Lowering.Run(spec, LoweringMode.Training, cancellation);
        Differentiator.Differentiate(training.Graph, cancellation);
        network.Graph = training.Graph.ToGraph();
        (string Name, RootKind[] Kinds)[] loss = network.Graph.Roots.Any(r => r.Kind == RootKind.Loss) ? [("Loss", [RootKind.Loss])] : [];
        network.Training = Plan(
            training,
            cancellation,
            [("Forward", [RootKind.Output]), .. loss, ("Backward", [RootKind.ParameterGradient, RootKind.InputGradient])]);
        return network;
    }

    /// <summary>A stream has no end, and one step at a time: every layer must do with what came before.</summary>
    private static bool CanStream(ModelSpec spec) => !spec.Layers.Any(l => l is RecurrentSpec { Bidirectional: true });

    private static MemoryPlan Plan(Lowering lowering, CancellationToken cancellation, params (string Name, RootKind[] Kinds)[] parts)
    {
        var graph = PassPipeline.Run(GraphVerifier.Verify(lowering.Graph.ToGraph(), "lower and differentiate"), cancellation);
        return Planner.Plan(graph, ProgramSet.Split(graph, cancellation, parts), cancellation);
    }
}
