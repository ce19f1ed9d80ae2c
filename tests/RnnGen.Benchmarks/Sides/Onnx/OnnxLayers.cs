namespace RnnGen.Benchmarks.Sides.Onnx;

/// <summary>
/// Layers of a graph whose weights are in PyTorch's layout, reordered here to ONNX'. Sequences are [steps, batch, features].
/// </summary>
internal sealed class OnnxLayers(OnnxGraph graph, TensorBlock<float> weights)
{
    // The place in PyTorch's layout of each of ONNX' gates: r z n → z r h, and i f g o → i o f c.
    private static readonly int[] _gruGates = [1, 0, 2], _lstmGates = [0, 3, 1, 2];

    /// <summary>A GRU whose reset gate acts after the product, as in PyTorch.</summary>
    /// <returns>All states [steps, 1, batch, hidden] and the last [1, batch, hidden].</returns>
    public (string Sequence, string Last) Gru(string layer, string x, int hidden) =>
        Recurrent("GRU", new(layer, hidden), x, _gruGates, "", ("linear_before_reset", 1L));

    /// <summary>An LSTM without peepholes.</summary>
    /// <returns>All hidden states [steps, 1, batch, hidden] and the last [1, batch, hidden].</returns>
    public (string Sequence, string Last) Lstm(string layer, string x, int hidden) => Lstm(new(layer, hidden), x);

    /// <summary>An LSTM without peepholes, of one or two directions.</summary>
    /// <param name="layer">Which one.</param>
    /// <param name="x">Its input.</param>
    /// <param name="lengths">Valid steps of every sample, 32-bit; empty: all of them.</param>
    /// <returns>All hidden states [steps, directions, batch, hidden] and the last [directions, batch, hidden].</returns>
    public (string Sequence, string Last) Lstm(OnnxLayer layer, string x, string lengths = "") =>
        Recurrent("LSTM", layer, x, _lstmGates, lengths);

    /// <summary>A simple recurrent layer of one direction with tanh.</summary>
    /// <returns>All states [steps, 1, batch, hidden] and the last [1, batch, hidden].</returns>
    public (string Sequence, string Last) Rnn(string layer, string x, int hidden) => Recurrent("RNN", new(layer, hidden), x, [0], "");

    /// <summary>One step of an LSTM from the states h and c [1, 1, hidden] to the next ones.</summary>
    public string[] LstmStep(string layer, string x, int hidden, string[] states) =>
        graph.Node("LSTM", [x, .. Parameters(new(layer, hidden), _lstmGates), "", .. states], 3, ("hidden_size", (long)hidden))[1..];

    /// <summary>One step of a GRU from the state h [1, 1, hidden] to the next one.</summary>
    public string[] GruStep(string layer, string x, int hidden, string[] states) => graph.Node(
        "GRU",
        [x, .. Parameters(new(layer, hidden), _gruGates), "", .. states],
        2,
        ("hidden_size", (long)hidden),
        ("linear_before_reset", 1L))[1..];

    /// <summary>The rows of a table; ids [batch, steps] become vectors [steps, batch, size].</summary>
    public string Embedding(string layer, string ids, int size)
    {
        var table = weights[layer + ".weight"];
        var turned = graph.Transpose(ids, 1, 0);
        return graph.Node("Gather", graph.Constant<float>(table, table.Length / size, size), turned);
    }

    /// <summary>[steps, directions, batch, hidden] as [steps, batch, directions · hidden].</summary>
    public string Join(string sequence, int steps, int batch, int width) =>
        graph.Reshape(graph.Transpose(sequence, 0, 2, 1, 3), steps, batch, width);

    /// <summary>[directions, batch, hidden] as [batch, directions · hidden].</summary>
    public string JoinLast(string last, int batch, int width) => graph.Reshape(graph.Transpose(last, 1, 0, 2), batch, width);

    /// <summary>x·Wᵀ + b.</summary>
    public string Dense(string layer, string x)
    {
        int outputs = weights[layer + ".bias"].Length, inputs = weights[layer + ".weight"].Length / outputs;
        var w = graph.Constant<float>(weights[layer + ".weight"], outputs, inputs);
        var b = graph.Constant<float>(weights[layer + ".bias"], outputs);
        return graph.Node("Gemm", [x, w, b], 1, ("transB", 1L))[0];
    }

    private (string Sequence, string Last) Recurrent(
        string op, OnnxLayer layer, string x, int[] gates, string lengths, params ReadOnlySpan<(string, object)> attributes)
    {
        var outputs = graph.Node(
            op,
            [x, .. Parameters(layer, gates), lengths],
            2,
            [.. attributes, ("hidden_size", (long)layer.Hidden), ("direction", layer.Direction)]);
        return (outputs[0], outputs[1]);
    }

    /// <summary>W [directions, gates, input], R [directions, gates, hidden] and B [directions, biases of W, biases of R].</summary>
    private string[] Parameters(OnnxLayer layer, int[] gates)
    {
        List<float> w = [], r = [], b = [];
        foreach (var cell in layer.Cells)
        {
            w.AddRange(Reorder(weights[$"{layer.Name}.weight_ih_{cell}"], gates));
            r.AddRange(Reorder(weights[$"{layer.Name}.weight_hh_{cell}"], gates));
            b.AddRange(Reorder(weights[$"{layer.Name}.bias_ih_{cell}"], gates));
            b.AddRange(Reorder(weights[$"{layer.Name}.bias_hh_{cell}"], gates));
        }

        int directions = layer.Cells.Length, rows = gates.Length * layer.Hidden;
        return
        [
            graph.Constant<float>([.. w], directions, rows, w.Count / directions / rows),
            graph.Constant<float>([.. r], directions, rows, layer.Hidden),
            graph.Constant<float>([.. b], directions, 2 * rows),
        ];
    }

    private static float[] Reorder(ReadOnlySpan<float> gates, int[] order)
    {
        var result = new float[gates.Length];
        var size = gates.Length / order.Length;
        for (var i = 0; i < order.Length; i++) gates.Slice(order[i] * size, size).CopyTo(result.AsSpan(i * size));
        return result;
    }
}
