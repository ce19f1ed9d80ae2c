using System.Numerics;

namespace RnnGen.Cells;

/// <summary>
/// The weights of a cell, in PyTorch's layout: <c>weight_ih</c> [gates·H, inputs] and <c>bias_ih</c> [gates·H] have a block of H rows for every
/// gate that reads the input, <c>weight_hh</c> [gates·H, H] and <c>bias_hh</c> [gates·H] for every gate that reads a vector, each in the order in
/// which the equations first name them. One object belongs to one cell, which it learns that order from.
/// </summary>
public sealed class CellWeights
{
    private readonly int _units;
    private readonly IReadOnlyDictionary<string, double[]> _tensors;
    private readonly List<string> _inputGates = [], _hiddenGates = [];

    /// <summary>Weights by hand.</summary>
    /// <param name="units">H, the length of the cell's vectors, at least 1.</param>
    /// <param name="tensors">
    /// Values by name, row by row: <c>weight_ih</c>, <c>weight_hh</c>, <c>bias_ih</c>, <c>bias_hh</c> and the cell's own vectors. A bias that is missing
    /// is zero.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is not positive.</exception>
    public CellWeights(int units, IReadOnlyDictionary<string, double[]> tensors)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        ArgumentNullException.ThrowIfNull(tensors);
        (_units, _tensors) = (units, tensors);
    }

    /// <summary>The weights that a layer of a model has, as they are now.</summary>
    /// <typeparam name="T">The model's element type.</typeparam>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="layer">The layer's name: <c>cell1</c>.</param>
    /// <param name="units">H, the layer's units.</param>
    /// <param name="suffix">Which of the layer's cells, as PyTorch writes it: <c>_l0</c>, <c>_l1_reverse</c>.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentException">The model has no such cell.</exception>
    public static CellWeights Of<T>(TensorBlock<T> parameters, string layer, int units, string suffix = "_l0")
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var tensors = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var tensor in parameters.Tensors)
        {
            if (!tensor.Name.StartsWith(layer + ".", StringComparison.Ordinal) || !tensor.Name.EndsWith(suffix, StringComparison.Ordinal)) continue;
            var values = parameters[tensor.Name];
            var copy = new double[values.Length];
            for (var i = 0; i < copy.Length; i++) copy[i] = double.CreateTruncating(values[i]);
            tensors[tensor.Name[(layer.Length + 1)..^suffix.Length]] = copy;
        }

        if (tensors.Count == 0) throw new ArgumentException($"The model has no parameter '{layer}.…{suffix}'.", nameof(layer));
        return new CellWeights(units, tensors);
    }

    /// <summary>W·x + b of a gate. PyTorch: <c>W_ig x + b_ig</c>.</summary>
    /// <param name="gate">The gate's name, a constant.</param>
    /// <param name="x">The input of the step.</param>
    /// <returns>A value per unit.</returns>
    /// <exception cref="InvalidOperationException">The tensors are too short for the gate.</exception>
    public CellVector Input(string gate, CellInput x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Affine("ih", Row(_inputGates, gate), x.Values);
    }

    /// <summary>U·h + c of a gate: a product with a state or with any other vector. PyTorch: <c>W_hg h + b_hg</c>.</summary>
    /// <param name="gate">The gate's name, a constant; the same as in <see cref="Input"/> or another.</param>
    /// <param name="h">The vector.</param>
    /// <returns>A value per unit.</returns>
    /// <exception cref="InvalidOperationException">The tensors are too short for the gate.</exception>
    public CellVector Hidden(string gate, CellVector h)
    {
        ArgumentNullException.ThrowIfNull(h);
        return Affine("hh", Row(_hiddenGates, gate), h.Values);
    }

    /// <summary>A trained vector of the cell's own, drawn from U(±1/√H): a peephole, a decay.</summary>
    /// <param name="name">The parameter's name, a constant and a C# identifier: <c>weight_ci</c>.</param>
    /// <returns>A value per unit.</returns>
    /// <exception cref="InvalidOperationException">There is no such tensor, or it is not one value per unit.</exception>
    public CellVector Vector(string name)
    {
        if (!_tensors.TryGetValue(name, out var values) || values.Length != _units)
            throw new InvalidOperationException($"'{name}' needs {_units} values and has {values?.Length ?? 0}.");
        return new CellVector(values);
    }

    private static int Row(List<string> gates, string gate)
    {
        var row = gates.IndexOf(gate);
        if (row >= 0) return row;
        gates.Add(gate);
        return gates.Count - 1;
    }

    private CellVector Affine(string source, int gate, ReadOnlySpan<double> x)
    {
        var weights = _tensors.GetValueOrDefault("weight_" + source) ?? [];
        var bias = _tensors.GetValueOrDefault("bias_" + source);
        var (first, end) = (gate * _units, (gate + 1) * _units);
        if (weights.Length < (long)end * x.Length || (bias is not null && bias.Length < end))
            throw new InvalidOperationException($"Gate {gate} of weight_{source} needs {end} rows of {x.Length} values and as many biases; the weights have {weights.Length} values.");

        var sums = new double[_units];
        for (var unit = 0; unit < sums.Length; unit++)
        {
            var row = weights.AsSpan((first + unit) * x.Length, x.Length);
            for (var k = 0; k < x.Length; k++) sums[unit] += row[k] * x[k];
            if (bias is not null) sums[unit] += bias[first + unit];
        }

        return new CellVector(sums);
    }
}
