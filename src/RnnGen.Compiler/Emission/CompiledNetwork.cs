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
    private readonly Dictionary<TensorId, int> _parts;

    private CompiledNetwork(ModelSpec spec, Lowering lowering)
    {
        Spec = spec;
        Parameters = lowering.Parameters;
        Rows = lowering.Rows;
        Outputs = lowering.Outputs;
        FixedAxes = [.. lowering.Graph.Values.Select(v => v.Shape.Axis).Where(a => a is { FixedSteps: > 0 }).Distinct().Select(a => a!)];
        StepLimits = Limits(lowering.Graph).Where(l => l.Axis.FixedSteps == 0)
            .GroupBy(l => l.Axis.Root.Name, l => l.Axis.MostOfRoot(l.Steps), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Min(), StringComparer.Ordinal);
        LeastSteps = lowering.Graph.Values.Select(v => v.Shape.Axis).OfType<Axis>().Where(a => a is { Source: not null, FixedSteps: 0, Size: > 0 })
            .GroupBy(a => a.Root.Name, a => a.LeastOfRoot(1), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(), StringComparer.Ordinal);
        HasStepMore = lowering.Graph.Values.Any(v => v.Shape.Axis is { Source: not null, Size: 0, FixedSteps: 0 });
        Sequence = spec.Inputs.Any(i => i.Steps > 0);
        _parts = lowering.Graph.Values.Where(v => v.Attribute is InputAttribute).Select(v => v.Get<InputAttribute>())
            .GroupBy(i => i.Tensor, i => i.Part).ToDictionary(g => g.Key, g => g.Max() + 1);
    }

    public ModelSpec Spec { get; }

    public IReadOnlyList<ParameterTensor> Parameters { get; }

    /// <summary>Number of trained values.</summary>
    public int TrainedCount => Parameters.Where(p => p.Trainable).Sum(p => p.Length);

    /// <summary>Where a tensor begins in the block of all: those that are not trained follow on the others in whole cache lines.</summary>
    public int OffsetOf(ParameterTensor tensor) => tensor.Trainable ? tensor.Offset : KernelRegistry.Align(TrainedCount) + tensor.Offset;

    public IReadOnlyList<LayerRow> Rows { get; }

    /// <summary>The outputs; a network with one calls it y.</summary>
    public IReadOnlyList<OutputTensor> Outputs { get; }

    /// <summary>The shape of the first output.</summary>
    public Shape Output => Outputs[0].Value.Shape;

    /// <summary>Whether the input has a time axis.</summary>
    public bool Sequence { get; }

    /// <summary>The steps that workspaces have room for if nothing is said, in C#: as many as any input declares.</summary>
    public string DefaultSteps =>
        !Sequence ? "1" : Spec.Inputs.All(i => i.Steps <= Spec.Steps) ? "Steps" : Literal.Of(Spec.Inputs.Max(i => i.Steps));

    /// <summary>The time axes of fixed length.</summary>
    public IReadOnlyList<Axis> FixedAxes { get; }

    /// <summary>The largest number of steps of the axes that have one: columns hold a number for every step.</summary>
    public IReadOnlyDictionary<string, int> StepLimits { get; }

    /// <summary>The smallest number of steps of the axes that have one: windows need a step each.</summary>
    public IReadOnlyDictionary<string, int> LeastSteps { get; }

    /// <summary>Whether there is an axis with one step more than the sequence it comes from.</summary>
    public bool HasStepMore { get; }

    /// <summary>How many steps of each sample count: what a caller may say of every sequence declared so, whatever reads it.</summary>
    internal IReadOnlyList<CallerTensor> Lengths =>
        [.. Spec.Inputs.Where(i => i.Lengths && Lowering.AxisOf(i, Spec) is not null).Select(i => new CallerTensor(NameRules.LengthsOf(i), 1, Shape.Tokens(null)))];

    /// <summary>Parts of a tensor, one for every cell of a stack: as many in every program, whichever of them it reads.</summary>
    public int PartsOf(TensorId tensor, IEnumerable<int> read) => _parts.TryGetValue(tensor, out var parts) ? parts : read.Max() + 1;

    public MemoryPlan Predict { get; private set; } = null!;

    /// <summary>One step with its states; null without a time axis.</summary>
    public MemoryPlan? Step { get; private set; }

    /// <summary>What is computed before a stream begins; null if its states start from zeros.</summary>
    public MemoryPlan? Start { get; private set; }

    /// <summary>Predictions and their loss; null for a model that is not trainable or declares no loss.</summary>
    public MemoryPlan? Evaluation { get; private set; }

    /// <summary>Forward, Loss and Backward; null for a model that is not trainable.</summary>
    public MemoryPlan? Training { get; private set; }

    /// <summary>The graph that Training comes from, or Predict where there is none: for tests.</summary>
    public Graph Graph { get; private set; } = null!;

    public static CompiledNetwork Compile(ModelSpec spec, CancellationToken cancellation)
    {
        var lowering = Lowering.Run(spec, LoweringMode.Inference, cancellation);
        var network = new CompiledNetwork(spec, lowering);
        network.Graph = lowering.Graph.ToGraph();
        network.Predict = Plan(new ProjectUnique(network.Graph).Run(), cancellation, ("Predict", [RootKind.Output]));
        network.AddStream(cancellation);
        if (!spec.Trainable) return network;

        var training = new ProjectUnique(Lowering.Run(spec, LoweringMode.Training, cancellation).Graph.ToGraph()).Build();
        Differentiator.Differentiate(training, cancellation);
        network.Graph = training.ToGraph();
        var hasLoss = network.Graph.Roots.Any(r => r.Kind == RootKind.Loss);
        (string Name, RootKind[] Kinds)[] loss = hasLoss ? [("Loss", [RootKind.Loss])] : [];
        network.Training = Plan(
            network.Graph,
            cancellation,
            [("Forward", [RootKind.Output, RootKind.State, RootKind.Buffer]), .. loss, ("Backward", [RootKind.ParameterGradient, RootKind.InputGradient])]);
        if (!hasLoss) return network;
        var evaluation = Lowering.Run(spec, LoweringMode.Evaluation, cancellation).Graph.ToGraph();
        network.Evaluation = Plan(new ProjectUnique(evaluation).Run(), cancellation, ("Evaluate", [RootKind.Output, RootKind.Loss]));
        return network;
    }

    /// <summary>Columns that hold something for every step of an axis.</summary>
    private static IEnumerable<(Axis Axis, int Steps)> Limits(GraphBuilder graph)
    {
        foreach (var value in graph.Values)
        {
            if (value.Op == Op.SequenceDot) yield return (value.Operands[1].Shape.Axis!, value.Shape.Columns.Size);
            if (value.Op == Op.GatherSteps) yield return (value.Shape.Axis!, value.Operands[0].Shape.Rows.Size);
            if (value.Op is Op.MaskRow or Op.StepsToColumns) yield return (value.Operands[0].Shape.Axis!, value.Shape.Columns.Size / value.Operands[0].Shape.Columns.Size);
        }
    }

    /// <summary>The programs of a stream, where there can be one: it runs along the steps of the output, or else along the main ones.</summary>
    private void AddStream(CancellationToken cancellation)
    {
        // Every token of a stream is multiplied as it comes, and those that are known before it begins likewise.
        if (StreamRules.Find(Graph, Spec, Outputs[0].Value) is not { } cut || !StreamRules.Fits(cut, Spec)) return;
        Step = Plan(GraphVerifier.Verify(cut.Step(), "cut"), cancellation, ("Step", [RootKind.Output, RootKind.State]));
        var start = cut.Start();
        if (start.Roots.Count > 0) Start = Plan(start, cancellation, ("Start", [RootKind.State]));
    }

    private static MemoryPlan Plan(Graph source, CancellationToken cancellation, params (string Name, RootKind[] Kinds)[] parts)
    {
        var graph = PassPipeline.Run(GraphVerifier.Verify(source, "lower and differentiate"), cancellation);
        return Planner.Plan(graph, ProgramSet.Split(graph, cancellation, parts), cancellation);
    }
}
