using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>What a graph is for.</summary>
public enum LoweringMode
{
    /// <summary>Outputs from inputs; dropout is off.</summary>
    Inference,

    /// <summary>Outputs as in inference, and the loss.</summary>
    Evaluation,

    /// <summary>Outputs, with dropout, and the loss.</summary>
    Training,
}

/// <summary>One row of the summary table. Flops count the products of one step (or of the one vector, or image) of one sample.</summary>
public sealed record LayerRow(string Name, string Kind, Shape Output, int Parameters, long Flops)
{
    /// <summary>Number of values that are not trained.</summary>
    public int Untrained { get; init; }
}

/// <summary>An output by the name of its tensor.</summary>
public sealed record OutputTensor(string Name, Value Value);

/// <summary>
/// From the declaration to the forward graph: the layers in order, each stating its equations. What is wrong with a declaration comes to
/// light here and nowhere else; the lowering goes on after a mistake as far as it can, so as to find all of them.
/// </summary>
public sealed class Lowering
{
    private readonly List<ParameterTensor> _parameters = [];
    private readonly List<LayerRow> _rows = [];
    private readonly List<OutputTensor> _outputs = [];
    private readonly List<SpecException> _findings = [];
    private readonly List<(int FirstValue, int Layer)> _layers = [];
    private readonly Dictionary<string, Flow> _flows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _extents = new(StringComparer.Ordinal);
    private readonly List<(int Input, string What, Value Mask)> _masks = [];
    private readonly HashSet<Value> _cleared = [];
    private long _trainedCount;
    private long _untrainedCount;
    private int _dropoutStreams;
    private int _rowStart;
    private int _valueStart;

    private Lowering(ModelSpec spec, LoweringMode mode) => (Spec, Mode) = (spec, mode);

    public ModelSpec Spec { get; }

    public string ModelName => Spec.Name;

    public LoweringMode Mode { get; }

    public GraphBuilder Graph { get; } = new();

    public IReadOnlyList<ParameterTensor> Parameters => _parameters;

    public IReadOnlyList<LayerRow> Rows => _rows;

    /// <summary>What the network gives: y, or one tensor for each of several heads.</summary>
    public IReadOnlyList<OutputTensor> Outputs => _outputs;

    /// <exception cref="SpecException">The declaration cannot be compiled: the first mistake.</exception>
    public static Lowering Run(ModelSpec spec, LoweringMode mode, CancellationToken cancellation = default)
    {
        var lowering = new Lowering(spec, mode);
        lowering.Lower(cancellation);
        return lowering._findings.FirstOrDefault(f => f.IsError) is { } error ? throw error : lowering;
    }

    /// <summary>All that there is to say about a declaration: its mistakes, or, if there are none, hints.</summary>
    public static IReadOnlyList<SpecException> Check(ModelSpec spec, CancellationToken cancellation = default)
    {
        var lowering = new Lowering(spec, spec.Trainable ? LoweringMode.Training : LoweringMode.Inference);
        try
        {
            lowering.Lower(cancellation);
            var inference = lowering.HasErrors || lowering.Mode == LoweringMode.Inference ? lowering : Run(spec, LoweringMode.Inference, cancellation);
            if (!lowering.HasErrors) lowering._findings.AddRange(StreamRules.Check(inference));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Behind a mistake nothing is promised; without one this is a defect, which compiling meets as well.
        }

        return [.. lowering._findings.Where(f => f.IsError || !lowering.HasErrors)];
    }

    private bool HasErrors => _findings.Any(f => f.IsError);

    public ParameterTensor DeclareParameter(string name, int rows, int columns, InitializerSpec initializer, bool trainable = true, params int[] kernel)
    {
        var length = Math.Max(rows, 1) * (long)columns;
        if (_trainedCount + _untrainedCount + length > int.MaxValue)
        {
            throw new SpecException(
                SpecRule.Contradiction, -1, ModelName, name, $"[{rows}, {columns}]", "the parameters of a model are limited to 2,147,483,647 values");
        }

        var tensor = new ParameterTensor(name, rows, columns, initializer, (int)(trainable ? _trainedCount : _untrainedCount)) { Kernel = kernel, Trainable = trainable };
        _parameters.Add(tensor);
        if (trainable) _trainedCount += length;
        else _untrainedCount += length;
        return tensor;
    }

    /// <summary>Whether states go on from one call to the next: truncated back-propagation through time.</summary>
    public bool Carries => Spec.Stateful && Mode == LoweringMode.Training;

    public int NextDropoutStream() => _dropoutStreams++;

    public void Describe(string layer, string kind, Value output)
    {
        var flops = Graph.Values.Skip(_valueStart).Where(v => v.Op == Op.MatMul)
            .Sum(v => (v.Shape.Axis is { IsImage: true } image ? image.FixedSteps : 1) * 2L * v.Operands[1].Shape.Rows.Size * v.Operands[1].Shape.Columns.Size);
        var own = _parameters.Skip(_rowStart).ToLookup(p => p.Trainable, p => p.Length);
        _rows.Add(new LayerRow(layer, kind, output.Shape, own[true].Sum(), flops) { Untrained = own[false].Sum() });
        (_rowStart, _valueStart) = (_parameters.Count, Graph.Values.Count);
    }

    /// <summary>Lets layers read a value by name.</summary>
    public void Publish(string name, Flow flow) => _flows[name] = flow;

    /// <summary>What was published under a name, by a layer or as an input.</summary>
    public Flow? Find(string name) => _flows.TryGetValue(name, out var flow) || _flows.TryGetValue(LayerOrder.InputMark + name, out flow) ? flow : null;

    /// <summary>The layer that made a value, by its index; −1 for none.</summary>
    internal int LayerOf(Value value) => _layers.Where(l => l.FirstValue <= value.Id).Select(l => l.Layer).DefaultIfEmpty(-1).Last();

    /// <summary>Notes something to say about the declaration, once.</summary>
    public void Report(SpecException finding)
    {
        if (!_findings.Any(f => f.Rule == finding.Rule && f.Part == finding.Part && f.Index == finding.Index && f.Arguments.SequenceEqual(finding.Arguments)))
            _findings.Add(finding);
    }

    /// <summary>The shape of one sample in the user's words: <c>30 × 64</c>, or <c>64</c>.</summary>
    public string Text(Shape shape)
    {
        var columns = shape.Form == Form.Tokens ? "tokens" : shape.Columns.ToString();
        if (shape.Axis is not { } axis) return columns;
        if (axis.IsImage) return $"{axis.Height.ToString(System.Globalization.CultureInfo.InvariantCulture)} × {axis.Width.ToString(System.Globalization.CultureInfo.InvariantCulture)} × {columns}";
        var steps = MaxSteps(axis);
        return $"{(steps > 0 ? steps.ToString(System.Globalization.CultureInfo.InvariantCulture) : "steps")} × {columns}";
    }

    /// <summary>The largest number of steps of an axis: the declared one.</summary>
    public int MaxSteps(Axis axis) => MaxSteps(axis, Spec);

    /// <inheritdoc cref="MaxSteps(Axis)"/>
    public static int MaxSteps(Axis axis, ModelSpec spec) =>
        axis.FixedSteps > 0 ? axis.FixedSteps : axis.StepsOf(spec.Inputs.Where(i => AxisOf(i, spec) == axis.Root).Select(i => i.Steps).DefaultIfEmpty(0).Max());

    /// <summary>What to do so that a value without steps has some.</summary>
    internal string HowToKeepSteps(Flow flow) => flow.CollapsedBy is { } layer
        ? Spec.Layers.Any(l => l.Name == layer && l is RecurrentSpec) ? $"set Return = Sequence on '{layer}'" : $"read what '{layer}' reads, where there are steps still"
        : Spec.Input.Vocabulary > 0
            ? $"declare [Tokens(vocabulary: {Spec.Input.Vocabulary}, maxSteps: …)]"
            : $"declare [Input(steps: …, features: {Spec.Input.Features})]";

    /// <summary>Remembers of a flow without steps which layer took them away.</summary>
    internal static Flow Remember(Flow flow, string layer, IReadOnlyList<Flow> inputs) => flow.Value.Shape.Time
        ? flow
        : flow with { CollapsedBy = inputs.Any(i => i.Value.Shape.Time) ? layer : inputs.Select(i => i.CollapsedBy).FirstOrDefault(c => c is not null) };

    /// <summary>The time axis of an input: the first sequence has the main one.</summary>
    public static Axis? AxisOf(InputSpec input, ModelSpec spec)
    {
        if (input.StepsOf is { } other) return spec.Inputs.FirstOrDefault(i => i.Name == other && i.Steps > 0) is { } leader ? AxisOf(leader with { StepsOf = null }, spec) : Axis.Main;
        if (input.Steps == 0) return null;
        var name = input.Name == spec.Inputs.First(i => i.Steps > 0).Name ? Axis.Main.Name : Identifier.Camel(input.Name) + "Steps";
        return new Axis(name, input.FixedSteps ? input.Steps : 0);
    }

    private void Lower(CancellationToken cancellation)
    {
        foreach (var finding in ModelRules.Check(Spec)) Report(finding);
        for (var i = 0; i < Spec.Inputs.Count; i++) Publish(LayerOrder.InputMark + Spec.Inputs[i].Name, Read(Spec.Inputs[i], i));
        var order = LayerOrder.Of(Spec);
        foreach (var finding in order.Findings) Report(finding);
        foreach (var layer in order.Layers)
        {
            cancellation.ThrowIfCancellationRequested();
            Lower(layer);
        }

        LowerOutputs(order);
        if (HasErrors) return;
        for (var i = 0; i < Spec.Inputs.Count; i++)
        {
            var input = Spec.Inputs[i];
            if (!order.Reads(input))
                Report(new SpecException(SpecRule.Contradiction, SpecPart.Input, i, ModelName, input.Name, input.Vocabulary > 0 ? "[Tokens]" : "[Input]", "no layer reads it; name it in a From, or remove it"));
        }

        if (Carries && !Graph.Roots.Any(root => root.Kind == RootKind.State))
            Report(new SpecException(SpecRule.Contradiction, -1, ModelName, "Model", "Stateful = true", "no layer has a state that could go on; remove it, or add a recurrent layer"));
        foreach (var finding in NameRules.TensorViolations(this)) Report(finding);
        CheckMasks();
    }

    private void Lower(PlacedLayer placed)
    {
        var layer = Spec.Layers[placed.Index];
        var (first, firstTensor) = (Graph.Values.Count, _parameters.Count);
        _layers.Add((first, placed.Index));
        try
        {
            var inputs = new List<Flow>();
            foreach (var source in placed.Sources)
            {
                // What a layer with a mistake would have given is not known.
                if (!_flows.ContainsKey(LayerOrder.Owner(source))) return;
                if (!_flows.TryGetValue(source, out var flow)) throw new SpecException(SpecRule.UnknownSource, placed.Index, ModelName, layer.Name, source, LayerOrder.NamesFor(Spec, placed.Index));
                CheckMerged(source, placed.Index);
                inputs.Add(flow);
            }

            foreach (var flow in inputs) CheckContent(layer, placed.Index, flow);
            var context = new LayerContext(this, layer, placed.Index, inputs);
            Publish(placed.Key, Remember(layer.Lower(context, inputs), layer.Name, inputs));
            context.Expect(layer.Trainable || _parameters.Count > firstTensor, SpecRule.Contradiction, "Trainable = false", "the layer has no weights");
            if (!HasErrors) CheckExtents(placed.Index, first);
        }
        catch (SpecException error)
        {
            Report(error);
        }
    }

    private void CheckContent(LayerSpec layer, int index, Flow flow)
    {
        var tokens = flow.Value.Shape.Form == Form.Tokens;
        if (layer.ReadsTokens == tokens) return;
        throw layer.ReadsTokens
            ? new SpecException(SpecRule.WrongContent, index, ModelName, layer.Name, "tokens", $"numbers [{Text(flow.Value.Shape)}]", "let it read a [Tokens] input")
            : new SpecException(SpecRule.WrongContent, index, ModelName, layer.Name, "numbers", $"tokens [{Text(flow.Value.Shape)}]", "put an [Embedding] between them");
    }

    /// <summary>Directions that stay apart are read by their own names.</summary>
    private void CheckMerged(string source, int reader)
    {
        if (Spec.Layers.FirstOrDefault(l => l.Name == source) is not RecurrentSpec { Bidirectional: true, Merge: MergeKind.None } layer) return;
        Report(new SpecException(
            SpecRule.Contradiction, reader, ModelName, Spec.Layers[reader].Name, "Merge = None", $"then '{layer.Name}' has no output of its own; read '{layer.Name}.forward' or '{layer.Name}.backward'"));
    }

    /// <summary>An extent's name is a constant of the generated code: it stands for one number.</summary>
    private void CheckExtents(int layer, int firstValue)
    {
        foreach (var dimension in Graph.Values.Skip(firstValue).SelectMany(v => new[] { v.Shape.Rows, v.Shape.Columns }))
        {
            if (!_extents.TryGetValue(dimension.Name, out var size)) _extents.Add(dimension.Name, dimension.Size);
            else if (size != dimension.Size) throw new SpecException(SpecRule.DuplicateName, layer, ModelName, Spec.Layers[layer].Name);
        }
    }

    private void LowerOutputs(LayerOrder order)
    {
        var single = order.Outputs.Count == 1;
        var judged = new List<JudgedOutput>();
        foreach (var (index, key) in order.Outputs)
        {
            CheckMerged(key, index);
            if (!_flows.TryGetValue(key, out var flow)) continue;

            // A layer that only passes its input on (dropout at inference) may leave the input itself: the caller's y is a copy then.
            if (flow.Value.Op == Op.Input) flow = flow.With(Graph.Unary(Op.Copy, flow.Value));
            var name = single ? TensorId.OnlyOutput : key;
            _outputs.Add(new OutputTensor(name, flow.Value));
            Graph.AddRoot(RootKind.Output, name, 0, flow.Value);
            judged.Add(new JudgedOutput(index, key, new TensorId(TensorRole.Target, name), flow));
        }

        // Outputs that are missing, because of a mistake before them, would only make for wrong findings.
        if (Mode != LoweringMode.Inference && judged.Count > 0 && judged.Count == order.Outputs.Count) new Judging(this, judged).Lower();
    }

    /// <summary>The values of an input with the mask of its padding.</summary>
    private Flow Read(InputSpec input, int index)
    {
        var axis = AxisOf(input, Spec);
        var name = input.Name == TensorId.DefaultInput ? NameRules.InputDimension : Identifier.Pascal(input.Name) + "Feature";
        var value = input.Vocabulary > 0 ? Graph.Tokens(new TensorId(TensorRole.Input, input.Name), axis) : Graph.Input(input.Name, 0, new Dimension(name, Math.Max(1, input.Features)), axis);
        if (MaskOf(input, index) is not { } mask) return new Flow(value);
        if (value.Shape.Form == Form.Tokens) return new Flow(value, mask);

        // Padding may be anything, also no number, and 0·NaN is NaN: what does not count is never read.
        var cleared = Graph.Select(mask, value, Graph.Constant(0)).Named(input.Name + "_cleared");
        _cleared.Add(cleared);
        return new Flow(cleared, mask);
    }

    /// <summary>Which steps of an input count: those that it says so of, or else those of the input whose steps it shares; null for all.</summary>
    private Value? MaskOf(InputSpec input, int index)
    {
        if (AxisOf(input, Spec) is not { } axis) return null;
        Value? mask = null;
        if (input.Lengths)
        {
            mask = Graph.LengthMask(Graph.Tokens(NameRules.LengthsOf(input), null), axis).Named(input.Name + "_mask");
            _masks.Add((index, "Lengths = true", mask));
        }

        if (input is { Padding: >= 0, Vocabulary: > 0 })
        {
            var kept = Graph.TokenMask(Graph.Tokens(new TensorId(TensorRole.Input, input.Name), axis), input.Padding).Named(input.Name + "_mask");
            _masks.Add((index, "MaskPadding = true", kept));
            mask = mask is null ? kept : mask * kept;
        }

        if (mask is not null || input.StepsOf is null) return mask;
        var leader = Enumerable.Range(0, Spec.Inputs.Count).Where(i => Spec.Inputs[i].Name == input.StepsOf && Spec.Inputs[i].Steps > 0).DefaultIfEmpty(-1).First();
        return leader < 0 ? null : MaskOf(Spec.Inputs[leader] with { StepsOf = null }, leader);
    }

    /// <summary>What masks an input and reaches neither an output nor the loss was declared for nothing; that padding is not read is nothing to the caller.</summary>
    private void CheckMasks()
    {
        var reached = Ir.Graph.Reach(Graph.Roots.Select(r => r.Value), value => _cleared.Contains(value) ? value.Operands.Skip(1) : Ir.Graph.Dependencies(value));
        foreach (var (input, what, mask) in _masks.Where(m => !reached.Contains(m.Mask)))
            Report(new SpecException(SpecRule.UnusedMask, SpecPart.Input, input, ModelName, Spec.Inputs[input].Name, what));
    }
}
