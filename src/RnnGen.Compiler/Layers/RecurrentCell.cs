using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// The weights of one recurrent cell in PyTorch's orientation: weight_ih [gates·H, inputs], weight_hh [gates·H, hidden], and, as the layer
/// has them, bias_ih and bias_hh [gates·H]. The gates are stacked as row blocks, in the order of the layer's family.
/// </summary>
public sealed class RecurrentCell
{
    private readonly LayerContext _layer;
    private readonly RecurrentSpec _spec;
    private readonly Dimension _inputs;
    private readonly Dimension _units;
    private readonly Dimension _hidden;
    private readonly ParameterTensor? _weightIh;
    private readonly ParameterTensor? _weightHh;
    private readonly ParameterTensor? _biasIh;
    private readonly ParameterTensor? _biasHh;
    private readonly Dictionary<int, Value?> _masks = [];

    /// <param name="layer">Where it is lowered.</param>
    /// <param name="spec">The layer it belongs to.</param>
    /// <param name="inputs">Extent of x.</param>
    /// <param name="units">Extent of a gate.</param>
    /// <param name="hidden">Extent of h, the units unless it is projected.</param>
    /// <param name="place">Which of the layer's cells it is.</param>
    public RecurrentCell(LayerContext layer, RecurrentSpec spec, Dimension inputs, Dimension units, Dimension hidden, CellPlace place)
    {
        (_layer, _spec, _inputs, _units, _hidden, Place) = (layer, spec, inputs, units, hidden, place);
        var (rows, hiddenRows) = checked((spec.Gates * units.Size, spec.HiddenGates * units.Size));
        if (rows > 0)
            _weightIh = layer.Matrix("weight_ih" + place.Suffix, rows, inputs.Size, Initializer(spec.KernelInitializerInForce, inputs.Size, rows, spec.Gates));
        if (hiddenRows > 0)
            _weightHh = layer.Matrix("weight_hh" + place.Suffix, hiddenRows, hidden.Size, Initializer(spec.RecurrentInitializerInForce, hidden.Size, hiddenRows, spec.HiddenGates));
        if (rows > 0 && spec.BiasesInForce != BiasKind.None) _biasIh = layer.Vector("bias_ih" + place.Suffix, rows, BiasInitializer(1, spec.Gates));
        if (hiddenRows > 0 && spec.BiasesInForce == BiasKind.Two) _biasHh = layer.Vector("bias_hh" + place.Suffix, hiddenRows, BiasInitializer(0, spec.HiddenGates));
    }

    public CellPlace Place { get; }

    /// <summary>The layer's name, with the number of the cell where several are stacked.</summary>
    public string LoopName => (_layer.LayerName + "." + Place.Prefix).TrimEnd('.', '_');

    /// <summary>The letter of an equation as a value's name.</summary>
    public string Name(string letter) => _layer.Name(Place.Prefix + letter);

    /// <summary>W_ih[gate]·x + b_ih[gate].</summary>
    public Value FromInput(int gate, Value x) => Affine(x, _weightIh!, _biasIh, gate, _inputs);

    /// <summary>W_hh[gate]·h + b_hh[gate]; in training with recurrent dropout, h under the gate's mask.</summary>
    public Value FromHidden(int gate, Value h) => Affine(Mask(gate) is { } mask ? h * mask : h, _weightHh!, _biasHh, gate, _hidden);

    /// <summary>A trained vector of a value per unit, drawn from U(±1/√H).</summary>
    public Value Vector(string name) => _layer.Graph.Bias(_layer.Vector(name + Place.Suffix, _units.Size, new InitializerSpec.UniformInverseSqrt(_units.Size)), 0, _units);

    /// <summary>The products of all gates, normalized: those of the input outside of the loop, where no step waits for them.</summary>
    public (Value[] FromInput, Value[] FromHidden) NormalizedGates(Value x, Value h)
    {
        int[] gates = [.. Enumerable.Range(0, _spec.Gates)];
        var fromInput = _layer.Graph.Within(null, () => Normalize("norm_ih", [.. gates.Select(gate => FromInput(gate, x))]));
        return (fromInput, Normalize("norm_hh", [.. gates.Select(gate => FromHidden(gate, h))]));
    }

    /// <summary>Values normalized as one row, with a gain and a bias of that name.</summary>
    public Value[] Normalize(string name, params Value[] parts) => LayerNormalization.Apply(_layer, name, Place.Suffix, parts);

    /// <summary>W_hr·y: the hidden state where it is narrower than the gates.</summary>
    public Value Project(Value y)
    {
        var weights = _layer.Matrix("weight_hr" + Place.Suffix, _hidden.Size, _units.Size, Initializer(_spec.KernelInitializerInForce, _units.Size, _hidden.Size, 1));
        return _layer.Graph.MatMul(y, _layer.Graph.Weights(weights, 0, _hidden, _units));
    }

    /// <summary>f(sum) for a gate or a candidate, the sum clipped where the layer says so.</summary>
    public Value Gate(ActivationSpec activation, Value sum, string letter) =>
        _spec.ClipGates > 0 ? Activate(activation, Clip(sum.Named(Name("sum_" + letter)), _spec.ClipGates), letter) : Activate(activation, sum, letter);

    /// <summary>f(x); it is named by its letter and its argument a_letter.</summary>
    public Value Activate(ActivationSpec activation, Value x, string letter) => activation.Apply(x.Named(Name("a_" + letter))).Named(Name(letter));

    public Value Sigmoid(Value x, string letter) => Activate(ActivationKind.Sigmoid, x, letter);

    public Value Tanh(Value x, string letter) => Activate(ActivationKind.Tanh, x, letter);

    /// <summary>x within ±limit; no gradient passes beyond.</summary>
    public Value Clip(Value x, double limit)
    {
        var graph = _layer.Graph;
        return graph.Binary(Op.Max, graph.Binary(Op.Min, x, graph.Constant(limit)), graph.Constant(-limit));
    }

    private Value Affine(Value x, ParameterTensor weights, ParameterTensor? bias, int gate, Dimension inputs)
    {
        var graph = _layer.Graph;
        var row = gate * _units.Size;
        var product = graph.MatMul(x, graph.Weights(weights, row, _units, inputs));
        return bias is null ? product : product + graph.Bias(bias, row, _units);
    }

    /// <summary>The mask on h that a gate sees, the same at every step.</summary>
    private Value? Mask(int gate)
    {
        var key = _spec.RecurrentDropoutMask == RecurrentMaskKind.Shared ? 0 : gate;
        if (!_masks.TryGetValue(key, out var mask))
            _masks.Add(key, mask = _layer.DropoutMask(Shape.Plane(_hidden, null), _spec.RecurrentDropout, "RecurrentDropout")?.Named(Name("mask_h")));
        return mask;
    }

    private InitializerSpec Initializer(InitializerChoice choice, int columns, int rows, int gates) => choice.For(columns, rows, _units.Size, gates, _spec.Family);

    /// <summary>The biases of a gate that starts open add up to 1.</summary>
    private InitializerSpec BiasInitializer(double open, int gates)
    {
        InitializerSpec Of(int blocks) => Initializer(_spec.BiasInitializerInForce, 1, gates * _units.Size, blocks);
        return _spec.OpenGate < 0
            ? Of(gates)
            : new InitializerSpec.Blocks(Enumerable.Range(0, gates).Select(gate => gate == _spec.OpenGate ? new InitializerSpec.Constant(open) : Of(1)).ToArray());
    }
}
