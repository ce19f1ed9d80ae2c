using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// The weights of one recurrent cell in PyTorch's layout: weight_ih [gates·H, inputs], weight_hh [gates·H, H] and two biases
/// [gates·H], the gates stacked as row blocks; every tensor is drawn from U(±1/√H).
/// </summary>
public sealed class RecurrentCell
{
    private readonly LayerContext _layer;
    private readonly Dimension _inputs;
    private readonly Dimension _units;
    private readonly string _prefix;
    private readonly ParameterTensor _weightIh;
    private readonly ParameterTensor _weightHh;
    private readonly ParameterTensor _biasIh;
    private readonly ParameterTensor _biasHh;

    public RecurrentCell(LayerContext layer, Dimension inputs, Dimension units, int gates, int index, bool stacked)
    {
        var suffix = "_l" + index.ToString(CultureInfo.InvariantCulture);
        var initializer = new InitializerSpec.UniformInverseSqrt(units.Size);
        var rows = checked(gates * units.Size);
        (_layer, _inputs, _units) = (layer, inputs, units);
        _prefix = stacked ? "l" + index.ToString(CultureInfo.InvariantCulture) + "_" : "";
        _weightIh = layer.Matrix("weight_ih" + suffix, rows, inputs.Size, initializer);
        _weightHh = layer.Matrix("weight_hh" + suffix, rows, units.Size, initializer);
        _biasIh = layer.Vector("bias_ih" + suffix, rows, initializer);
        _biasHh = layer.Vector("bias_hh" + suffix, rows, initializer);
    }

    /// <summary>The layer's name, with the number of the cell where several are stacked.</summary>
    public string LoopName => (_layer.LayerName + "." + _prefix).TrimEnd('.', '_');

    /// <summary>The letter of an equation as a value's name.</summary>
    public string Name(string letter) => _layer.Name(_prefix + letter);

    /// <summary>W_ih[gate]·x + b_ih[gate].</summary>
    public Value FromInput(int gate, Value x) => Affine(x, _weightIh, _biasIh, gate, _inputs);

    /// <summary>W_hh[gate]·h + b_hh[gate].</summary>
    public Value FromHidden(int gate, Value h) => Affine(h, _weightHh, _biasHh, gate, _units);

    public Value Sigmoid(Value x, string letter) => Activate(Op.Sigmoid, x, letter);

    public Value Tanh(Value x, string letter) => Activate(Op.Tanh, x, letter);

    public Value Relu(Value x, string letter) => Activate(Op.Relu, x, letter);

    /// <summary>Names the activation by its letter and its argument a_letter.</summary>
    private Value Activate(Op op, Value x, string letter) => _layer.Graph.Unary(op, x.Named(Name("a_" + letter))).Named(Name(letter));

    private Value Affine(Value x, ParameterTensor weights, ParameterTensor bias, int gate, Dimension inputs)
    {
        var graph = _layer.Graph;
        var row = gate * _units.Size;
        return graph.MatMul(x, graph.Weights(weights, row, _units, inputs)) + graph.Bias(bias, row, _units);
    }
}
