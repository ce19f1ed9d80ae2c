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

    /// <summary>One step: every state is an input and an output.</summary>
    Streaming,
}

/// <summary>One row of the summary table. Flops count the products of one step (or of the one vector) of one sample.</summary>
public sealed record LayerRow(string Name, string Kind, Shape Output, int Parameters, long Flops);

/// <summary>From the declaration to the forward graph: the layers in order, each stating its equations.</summary>
public sealed class Lowering
{
    private readonly List<ParameterTensor> _parameters = [];
    private readonly List<LayerRow> _rows = [];
    private long _parameterCount;
    private int _dropoutStreams;
    private int _rowStart;
    private int _valueStart;

    private Lowering(ModelSpec spec, LoweringMode mode) => (ModelName, Mode) = (spec.Name, mode);

    public string ModelName { get; }

    public LoweringMode Mode { get; }

    public GraphBuilder Graph { get; } = new();

    public IReadOnlyList<ParameterTensor> Parameters => _parameters;

    public IReadOnlyList<LayerRow> Rows => _rows;

    /// <summary>The network's output.</summary>
    public Value Output { get; private set; } = null!;

    public static Lowering Run(ModelSpec spec, LoweringMode mode)
    {
        var lowering = new Lowering(spec, mode);
        lowering.Lower(spec);
        return lowering;
    }

    public ParameterTensor DeclareParameter(string name, int rows, int columns, InitializerSpec initializer)
    {
        var length = Math.Max(rows, 1) * (long)columns;
        if (_parameterCount + length > int.MaxValue)
        {
            throw new SpecException(
                SpecRule.Contradiction, -1, ModelName, name, $"[{rows}, {columns}]", "the parameters of a model are limited to 2,147,483,647 values");
        }

        var tensor = new ParameterTensor(name, rows, columns, initializer, (int)_parameterCount);
        _parameters.Add(tensor);
        _parameterCount += length;
        return tensor;
    }

    public int NextDropoutStream() => _dropoutStreams++;

    public void Describe(string layer, string kind, Value output)
    {
        var flops = Graph.Values.Skip(_valueStart).Where(v => v.Op == Op.MatMul)
            .Sum(v => 2L * v.Operands[1].Shape.Rows.Size * v.Operands[1].Shape.Columns.Size);
        _rows.Add(new LayerRow(layer, kind, output.Shape, _parameters.Skip(_rowStart).Sum(p => p.Length), flops));
        (_rowStart, _valueStart) = (_parameters.Count, Graph.Values.Count);
    }

    private void Lower(ModelSpec spec)
    {
        Check(spec);
        var sequence = spec.Input.Steps > 0;
        var value = Graph.Input("x", 0, new Dimension(NameRules.InputDimension, spec.Input.Features), sequence);
        for (var i = 0; i < spec.Layers.Count; i++)
        {
            value = spec.Layers[i].Lower(new LayerContext(this, spec.Layers[i], i), value);
        }

        // A layer that only passes its input on (dropout at inference) may leave the input itself: the caller's y is a copy then.
        Output = value.Op == Op.Input ? Graph.Unary(Op.Copy, value) : value;
        Graph.AddRoot(RootKind.Output, "y", 0, Output);
        if (Mode == LoweringMode.Training) AddLoss(spec.Loss ?? LossKind.External);
    }

    private void AddLoss(LossKind kind)
    {
        if (kind == LossKind.External) return;
        var target = Graph.Input("target", 0, Output.Shape.Columns, Output.Shape.Time);
        var error = (Output - target).Named("error");
        Graph.AddRoot(RootKind.Loss, "loss", 0, Graph.Mean(error * error).Named("loss"));
    }

    private static void Check(ModelSpec spec)
    {
        Positive(spec, "features", spec.Input.Features);
        if (spec.Input.Steps < 0) Positive(spec, "steps", spec.Input.Steps);
        if (spec.Layers.Count == 0) throw new SpecException(SpecRule.NoLayers, -1, spec.Name);
        if (NameRules.Violations(spec).FirstOrDefault() is { } collision) throw collision;
    }

    private static void Positive(ModelSpec spec, string what, int value)
    {
        if (value <= 0)
            throw new SpecException(SpecRule.SizeNotPositive, -1, spec.Name, "input", what, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
