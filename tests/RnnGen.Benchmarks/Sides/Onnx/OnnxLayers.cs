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
        Recurrent("GRU", layer, x, hidden, _gruGates, ("hidden_size", (long)hidden), ("linear_before_reset", 1L));

    /// <summary>An LSTM without peepholes.</summary>
    /// <returns>All hidden states [steps, 1, batch, hidden] and the last [1, batch, hidden].</returns>
    public (string Sequence, string Last) Lstm(string layer, string x, int hidden) =>
        Recurrent("LSTM", layer, x, hidden, _lstmGates, ("hidden_size", (long)hidden));

    /// <summary>x·Wᵀ + b.</summary>
    public string Dense(string layer, string x)
    {
        int outputs = weights[layer + ".bias"].Length, inputs = weights[layer + ".weight"].Length / outputs;
        var w = graph.Constant<float>(weights[layer + ".weight"], outputs, inputs);
        var b = graph.Constant<float>(weights[layer + ".bias"], outputs);
        return graph.Node("Gemm", [x, w, b], 1, ("transB", 1L))[0];
    }

    private (string Sequence, string Last) Recurrent(
        string op, string layer, string x, int hidden, int[] gates, params ReadOnlySpan<(string, object)> attributes)
    {
        var rows = gates.Length * hidden;
        var ih = Reorder(weights[layer + ".weight_ih_l0"], gates);
        var w = graph.Constant<float>(ih, 1, rows, ih.Length / rows);
        var r = graph.Constant<float>(Reorder(weights[layer + ".weight_hh_l0"], gates), 1, rows, hidden);
        float[] b = [.. Reorder(weights[layer + ".bias_ih_l0"], gates), .. Reorder(weights[layer + ".bias_hh_l0"], gates)];
        var outputs = graph.Node(op, [x, w, r, graph.Constant<float>(b, 1, 2 * rows)], 2, attributes);
        return (outputs[0], outputs[1]);
    }

    private static float[] Reorder(ReadOnlySpan<float> gates, int[] order)
    {
        var result = new float[gates.Length];
        var size = gates.Length / order.Length;
        for (var i = 0; i < order.Length; i++) gates.Slice(order[i] * size, size).CopyTo(result.AsSpan(i * size));
        return result;
    }
}
