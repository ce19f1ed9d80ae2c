namespace Mutation.Mutants;

/// <summary>What could be wrong in the equations and weight layouts of layers: order of gates and directions, biases, merges.</summary>
internal static class LayerMutants
{
    private const string Gru = "Layers/GruSpec.cs", Lstm = "Layers/LstmSpec.cs", Rnn = "Layers/RnnSpec.cs", Cell = "Layers/RecurrentCell.cs", Recurrent = "Layers/RecurrentSpec.cs";
    private const string Dense = "Layers/DenseSpec.cs", Join = "Layers/JoinSpec.cs", Merge = "Layers/MergeKind.cs", Embedding = "Layers/EmbeddingSpec.cs", Windowing = "Layers/Windowing.cs";

    public static IEnumerable<Mutant> List =>
    [
        new("gru: gate order", Gru, "? \"zrn\" : \"rzn\"", "? \"rzn\" : \"zrn\"", "Keras' and ONNX' order: z before r", "gru fixture"),
        new("gru: reset before", Gru, "private bool IsResetAfter => ResetAfter ?? DefaultResetAfter;", "private bool IsResetAfter => !(ResetAfter ?? DefaultResetAfter);", "the reset gate comes after the product", "gru fixture"),
        new("gru: no reset", Gru, "(IsResetAfter ? r * hn : hn)", "hn", "the candidate sees the reset state", "gru fixture"),
        new("gru: update turned", Gru, "((1 - z) * n) + (z * h)", "(z * n) + ((1 - z) * h)", "z keeps the old state", "gru fixture"),
        new("gru: candidate", Gru, "cell.Gate(ActivationInForce, cell.FromInput(candidate", "cell.Gate(GateActivation, cell.FromInput(candidate", "the candidate is a tanh", "gru fixture"),
        new("lstm: gate order", Lstm, "_ => \"ifgo\"", "_ => \"figo\"", "the tutorial's order: f before i", "lstm fixture"),
        new("lstm: order of ONNX", Lstm, "_ => \"ifgo\"", "_ => \"iofg\"", "the output gate is the last one", "lstm fixture"),
        new("lstm: output gate", Lstm, "var row = Row(gate);", "var row = Row(gate == 'o' ? 'f' : gate);", "every gate has weights of its own", "lstm fixture"),
        new("lstm: memory", Lstm, "(f * c) + (i * g)", "(i * c) + (f * g)", "f keeps the old memory", "lstm fixture"),
        new("lstm: old memory", Lstm, "cell.Normalize(\"norm_c\", next)[0] : next, \"tanh_c\")", "cell.Normalize(\"norm_c\", next)[0] : c, \"tanh_c\")", "the output sees the new memory", "lstm fixture"),
        new("lstm: squashing", Lstm, "CellActivation ?? ActivationInForce", "CellActivation ?? GateActivation", "the output is a tanh of the memory", "lstm fixture"),
        new("lstm: order of states", Lstm, "[\"h\", \"c\"]", "[\"c\", \"h\"]", "the first state is the output", "lstm fixture"),
        new("rnn: activation", "Layers/RecurrentSpec.Options.cs", "Activation ?? ActivationKind.Tanh", "Activation ?? ActivationKind.Softsign", "tanh is tanh", "rnn_tanh fixture"),
        new("rnn: sum", Rnn, "cell.FromInput(0, x) + cell.FromHidden(0, states[0])", "cell.FromInput(0, x) - cell.FromHidden(0, states[0])", "both products are added", "rnn_relu fixture"),
        new("cell: hidden bias", Cell, "_weightHh!, _biasHh, gate", "_weightHh!, _biasIh, gate", "b_hh is not b_ih", "gru fixture"),
        new("cell: rows of a gate", Cell, "var row = gate * _units.Size;", "var row = gate * 0;", "gates are stacked as row blocks", "gru fixture"),
        new("cell: bias of a gate", Cell, "graph.Bias(bias, row, _units)", "graph.Bias(bias, 0, _units)", "biases are stacked as the rows are", "gru fixture"),
        new("cell: no bias", Cell, "bias is null ? product : product + graph.Bias(bias, row, _units)", "product", "a cell has two biases", "gru fixture"),
        new("recurrent: direction", Recurrent, "Shape.Axis!, place.Reverse);", "Shape.Axis!, false);", "the second cell begins at the end", "merges by loops"),
        new("recurrent: last step of the other direction", Recurrent, "merge.Merge(graph, columns, final, backFinal)", "merge.Merge(graph, columns, final, final)", "each direction gives what it comes to last", "last steps by loops"),
        new("recurrent: order of last steps", Recurrent, "merge.Merge(graph, columns, final, backFinal)", "merge.Merge(graph, columns, backFinal, final)", "forward comes first", "last steps by loops"),
        new("recurrent: order of directions", Recurrent, "merge.Merge(graph, columns, sequence, back)", "merge.Merge(graph, columns, back, sequence)", "forward comes first", "gru_bi_lengths fixture"),
        new("recurrent: names of directions", Recurrent, "(sequence, back) : (final", "(back, sequence) : (final", "name.forward is the forward one", "merges by loops"),
        new("recurrent: what it returns", Recurrent, "Return == ReturnKind.Sequence ? x : last", "Return == ReturnKind.Last ? x : last", "a sequence or its last step", "rnn_tanh fixture"),
        new("recurrent: parts of states", Recurrent, "(place.Index * (Bidirectional ? 2 : 1)) + (place.Reverse ? 1 : 0)", "place.Index + (place.Reverse ? Layers : 0)", "PyTorch's order of states: both directions of a layer side by side", "lstm_2layer_bi_lengths fixture"),
        new("recurrent: initial states", "Layers/LayerContext.cs", "if (isInput) initial =", "if (isInput && lowering.Carries) initial =", "the caller gives the initial states", "gru fixture"),
        new("dense: bias", Dense, "product + graph.Bias", "product - graph.Bias", "the bias is added", "dense fixture"),
        new("dense: activation", "Layers/Activations.cs", "ActivationKind.Sigmoid => graph.Unary(Op.Sigmoid", "ActivationKind.Sigmoid => graph.Unary(Op.Softplus", "a sigmoid is a sigmoid", "dense fixture"),
        new("join: average", Join, "(1.0 / values.Length) * ", "", "an average is divided by the number of inputs", "joins by loops"),
        new("join: maximum", Join, "graph.Binary(Op.Max, a, b)", "graph.Binary(Op.Min, a, b)", "the larger one", "joins by loops"),
        new("join: product", Join, "JoinKind.Multiply => values.Aggregate((a, b) => a * b)", "JoinKind.Multiply => values.Aggregate((a, b) => a + b)", "a product is no sum", "joins by loops"),
        new("join: sum", Join, "JoinKind.Add => values.Aggregate((a, b) => a + b)", "JoinKind.Add => values.Aggregate((a, b) => a - b)", "a sum is no difference", "residual_lstm fixture"),
        new("merge: average", Merge, "0.5 * (forward + backward)", "forward + backward", "the mean of two", "merges by loops"),
        new("merge: sum", Merge, "MergeKind.Sum => forward + backward", "MergeKind.Sum => forward - backward", "a sum is no difference", "merges by loops"),
        new("merge: product", Merge, "forward * backward", "forward + backward", "a product is no sum", "merges by loops"),
        new("pooling: largest", Windowing, "Graph.Binary(Op.Max, next, before)", "Graph.Binary(Op.Min, next, before)", "the larger one", "images by loops"),
        new("pooling: mean", Windowing, "(1.0 / (down.Count * across.Count)) * ", "", "a mean is divided by the places of a window", "images by loops"),
        new("pooling: mask", Windowing, "(all, next) => all * next", "(all, next) => all", "a window counts if all its steps do", "pooling by loops"),
        new("pooling: places", Windowing, "across with { First = across.First + j, Count = 1 }", "across with { First = across.First, Count = 1 }", "every place of a window counts", "images by loops"),
        new("conv2d: same padding", "Layers/Conv2DSpec.cs", "same ? -(size - 1) / 2 : 0", "same ? -size / 2 : 0", "of an odd number of zeros one more after", "images by loops"),
        new("position: row", "Layers/PositionalEmbeddingSpec.cs", "(x + layer.Graph.GatherSteps", "(x - layer.Graph.GatherSteps", "the row is added", "pooling by loops"),
        new("embedding: padding", Embedding, "Gather(input.Value, table, Padding)", "Gather(input.Value, table, -1)", "the row of the padding gets no gradient", "w1_small fixture"),
    ];
}
