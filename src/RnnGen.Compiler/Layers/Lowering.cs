using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>What a graph is for.</summary>
public enum LoweringMode
{
    /// <summary>Outputs from inputs; dropout is off.</summary>
    Inference,

    /// <summary>Outputs, with dropout, and the loss.</summary>
    Training,
}

/// <summary>One row of the summary table. Flops count the products of one step (or of the one vector) of one sample.</summary>
public sealed record LayerRow(string Name, string Kind, Shape Output, int Parameters, long Flops);

/// <summary>An output by the name of its tensor.</summary>
public sealed record OutputTensor(string Name, Value Value);

/// <summary>From the declaration to the forward graph: the layers in order, each stating its equations.</summary>
public sealed class Lowering
{
    private readonly List<ParameterTensor> _parameters = [];
    private readonly List<LayerRow> _rows = [];
    private readonly List<OutputTensor> _outputs = [];
    private readonly Dictionary<string, Flow> _flows = new(StringComparer.Ordinal);
    private long _parameterCount;
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

    public static Lowering Run(ModelSpec spec, LoweringMode mode)
    {
        var lowering = new Lowering(spec, mode);
        lowering.Lower(spec);
        return lowering;
    }

    public ParameterTensor DeclareParameter(string name, int rows, int columns, InitializerSpec initializer, int depth = 1)
    {
        var length = Math.Max(rows, 1) * (long)columns;
        if (_parameterCount + length > int.MaxValue)
        {
            throw new SpecException(
                SpecRule.Contradiction, -1, ModelName, name, $"[{rows}, {columns}]", "the parameters of a model are limited to 2,147,483,647 values");
        }

        var tensor = new ParameterTensor(name, rows, columns, initializer, (int)_parameterCount) { Depth = depth };
        _parameters.Add(tensor);
        _parameterCount += length;
        return tensor;
    }

    /// <summary>Whether states go on from one call to the next: truncated back-propagation through time.</summary>
    public bool Carries => Spec.Stateful && Mode == LoweringMode.Training;

    public int NextDropoutStream() => _dropoutStreams++;

    public void Describe(string layer, string kind, Value output)
    {
        var flops = Graph.Values.Skip(_valueStart).Where(v => v.Op == Op.MatMul)
            .Sum(v => 2L * v.Operands[1].Shape.Rows.Size * v.Operands[1].Shape.Columns.Size);
        _rows.Add(new LayerRow(layer, kind, output.Shape, _parameters.Skip(_rowStart).Sum(p => p.Length), flops));
        (_rowStart, _valueStart) = (_parameters.Count, Graph.Values.Count);
    }

    /// <summary>Lets layers read a value by name.</summary>
    public void Publish(string name, Flow flow) => _flows[name] = flow;

    /// <summary>What was published under a name, by a layer or as an input.</summary>
    public Flow? Find(string name) => _flows.TryGetValue(name, out var flow) || _flows.TryGetValue(LayerOrder.InputMark + name, out flow) ? flow : null;

    private void Lower(ModelSpec spec)
    {
        Check(spec);
        foreach (var input in spec.Inputs) Publish(LayerOrder.InputMark + input.Name, Read(input, spec));
        var order = LayerOrder.Of(spec);
        foreach (var (index, sources) in order.Layers)
        {
            var layer = spec.Layers[index];
            Publish(layer.Name, layer.Lower(new LayerContext(this, layer, index), [.. sources.Select(s => Resolve(s, spec, index))]));
        }

        Value? loss = null;
        foreach (var name in order.Outputs)
        {
            // A layer that only passes its input on (dropout at inference) may leave the input itself: the caller's y is a copy then.
            var flow = _flows[name];
            if (flow.Value.Op == Op.Input) flow = flow.With(Graph.Unary(Op.Copy, flow.Value));
            var single = order.Outputs.Count == 1;
            _outputs.Add(new OutputTensor(single ? "y" : name, flow.Value));
            Graph.AddRoot(RootKind.Output, single ? "y" : name, 0, flow.Value);
            if (Mode != LoweringMode.Training) continue;
            foreach (var judged in spec.Losses.Where(l => l.Kind != LossKind.External && (l.Of ?? name) == name))
            {
                var value = Losses.Of(judged, flow, single ? "target" : name + "_target");
                if (judged.Weight != 1) value = judged.Weight * value;
                loss = loss is null ? value : loss + value;
            }
        }

        if (loss is not null) Graph.AddRoot(RootKind.Loss, "loss", 0, loss.Named("loss"));
    }

    private Flow Resolve(string name, ModelSpec spec, int layer) =>
        Find(name) ?? throw new SpecException(SpecRule.UnknownSource, layer, spec.Name, spec.Layers[layer].Name, name, string.Join(", ", _flows.Keys.Select(k => k.TrimStart(':'))));

    /// <summary>The values of an input with the mask of its padding.</summary>
    private Flow Read(InputSpec input, ModelSpec spec)
    {
        var axis = AxisOf(input, spec);
        var name = input.Name == "x" ? NameRules.InputDimension : Identifier.Pascal(input.Name) + "Feature";
        var value = input.Vocabulary > 0 ? Graph.Tokens(input.Name, axis) : Graph.Input(input.Name, 0, new Dimension(name, input.Features), axis);
        if (axis is null) return new Flow(value);
        Value? mask = null;
        if (input.Lengths)
            mask = Graph.LengthMask(Graph.Tokens(LengthsOf(input), null), axis).Named(input.Name + "_mask");
        if (input.Padding < 0) return new Flow(value, mask);
        var kept = Graph.TokenMask(value, input.Padding).Named(input.Name + "_mask");
        return new Flow(value, mask is null ? kept : mask * kept);
    }

    /// <summary>The tensor that tells how many steps of each sample count.</summary>
    public static string LengthsOf(InputSpec input) => input.Name == "x" ? "lengths" : input.Name + "_lengths";

    /// <summary>The time axis of an input: the first sequence has the main one.</summary>
    public static Axis? AxisOf(InputSpec input, ModelSpec spec)
    {
        if (input.StepsOf is { } other) return AxisOf(spec.Inputs.First(i => i.Name == other), spec);
        if (input.Steps == 0) return null;
        var name = input == spec.Inputs.First(i => i.Steps > 0) ? Axis.Main.Name : Identifier.Camel(input.Name) + "Steps";
        return new Axis(name, input.FixedSteps ? input.Steps : 0);
    }

    private static void Check(ModelSpec spec)
    {
        foreach (var input in spec.Inputs)
        {
            if (input.Vocabulary == 0) Positive(spec, "features", input.Features);
            if (input.Steps < 0) Positive(spec, "steps", input.Steps);
        }

        if (spec.Layers.Count == 0) throw new SpecException(SpecRule.NoLayers, -1, spec.Name);
        if (NameRules.Violations(spec).FirstOrDefault() is { } collision) throw collision;
    }

    private static void Positive(ModelSpec spec, string what, int value)
    {
        if (value <= 0)
            throw new SpecException(SpecRule.SizeNotPositive, -1, spec.Name, "input", what, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
