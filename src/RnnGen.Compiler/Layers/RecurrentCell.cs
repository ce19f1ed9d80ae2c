using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>Which cell of a recurrent layer: how deep in the stack, in which direction.</summary>
/// <param name="Index">0 for the lowest.</param>
/// <param name="Reverse">Whether it runs from the last step to the first.</param>
/// <param name="Stacked">Whether there are several on one another.</param>
public readonly record struct CellPlace(int Index, bool Reverse, bool Stacked)
{
    /// <summary>The end of its parameters' names, as PyTorch has it: <c>_l0_reverse</c>.</summary>
    public string Suffix => "_l" + Index.ToString(CultureInfo.InvariantCulture) + (Reverse ? "_reverse" : "");

    /// <summary>The beginning of its values' names: <c>l0_back_</c>; nothing where a layer has one cell only.</summary>
    public string Prefix => (Stacked ? "l" + Index.ToString(CultureInfo.InvariantCulture) + "_" : "") + (Reverse ? "back_" : "");
}

/// <summary>
/// The weights of one recurrent cell in PyTorch's layout: weight_ih [gates·H, inputs], weight_hh [gates·H, H] and two biases
/// [gates·H], the gates stacked as row blocks; every tensor is drawn from U(±1/√H).
/// </summary>
public sealed class RecurrentCell
{
    private readonly LayerContext _layer;
    private readonly Dimension _inputs;
    private readonly Dimension _units;
    private readonly Dimension _hidden;
    private readonly ParameterTensor _weightIh;
    private readonly ParameterTensor _weightHh;
    private readonly ParameterTensor _biasIh;
    private readonly ParameterTensor _biasHh;

    /// <param name="layer">The layer it belongs to.</param>
    /// <param name="inputs">Extent of x.</param>
    /// <param name="units">Extent of a gate.</param>
    /// <param name="hidden">Extent of h, the units unless it is projected.</param>
    /// <param name="gates">Number of gates.</param>
    /// <param name="place">Which of the layer's cells it is.</param>
    public RecurrentCell(LayerContext layer, Dimension inputs, Dimension units, Dimension hidden, int gates, CellPlace place)
    {
        var initializer = new InitializerSpec.UniformInverseSqrt(units.Size);
        var rows = checked(gates * units.Size);
        (_layer, _inputs, _units, _hidden, Place) = (layer, inputs, units, hidden, place);
        _weightIh = layer.Matrix("weight_ih" + place.Suffix, rows, inputs.Size, initializer);
        _weightHh = layer.Matrix("weight_hh" + place.Suffix, rows, hidden.Size, initializer);
        _biasIh = layer.Vector("bias_ih" + place.Suffix, rows, initializer);
        _biasHh = layer.Vector("bias_hh" + place.Suffix, rows, initializer);
    }

    public CellPlace Place { get; }

    /// <summary>The layer's name, with the number of the cell where several are stacked.</summary>
    public string LoopName => (_layer.LayerName + "." + Place.Prefix).TrimEnd('.', '_');

    /// <summary>The letter of an equation as a value's name.</summary>
    public string Name(string letter) => _layer.Name(Place.Prefix + letter);

    /// <summary>W_ih[gate]·x + b_ih[gate].</summary>
    public Value FromInput(int gate, Value x) => Affine(x, _weightIh, _biasIh, gate, _inputs);

    /// <summary>W_hh[gate]·h + b_hh[gate].</summary>
    public Value FromHidden(int gate, Value h) => Affine(h, _weightHh, _biasHh, gate, _hidden);

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
