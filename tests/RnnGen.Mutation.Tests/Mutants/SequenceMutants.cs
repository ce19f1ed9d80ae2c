namespace Mutation.Mutants;

/// <summary>What could be wrong in layers along the steps: attention, convolutions, pooling, normalization, axes, and what a stream is cut from.</summary>
internal static class SequenceMutants
{
    private const string Attention = "Layers/AttentionSpec.cs", Heads = "Layers/MultiHeadAttentionSpec.cs", Softmax = "Layers/Softmax.cs", Conv = "Layers/Conv1DSpec.cs", Pooling = "Layers/GlobalPoolingSpec.cs";
    private const string Norm = "Layers/LayerNormSpec.cs", Calls = "Emission/CallEmitter.cs", Cut = "Streaming/StreamCut.cs", Delays = "Streaming/DelayLines.cs";
    private const string Scores = "attention scores by loops", Several = "attention heads by loops", Convolutions = "convolutions by loops", Pools = "global pooling by loops", Normal = "normalization by loops";

    public static IEnumerable<Mutant> List =>
    [
        new("attention: scale", Attention, "graph.Unary(Op.Sqrt, graph.Constant(size))", "graph.Constant(size)", "scores are divided by the root of the size", Scores),
        new("attention: scaled or not", Attention, "Score == AttentionScore.ScaledDot ?", "Score == AttentionScore.Dot ?", "Luong's scores are not scaled", Scores),
        new("attention: mask of the keys", Attention, "keys.Mask ?? graph.Broadcast", "(keys.Mask is { } own ? graph.Binary(Op.Max, own, graph.Constant(1)) : null) ?? graph.Broadcast", "keys past the end get no weight", Scores),
        new("attention: causal", Attention, "causal ? mask * graph.CausalMask(axis, columns) : mask", "mask", "a step looks at no later ones", Scores),
        new("attention: causal only", Attention, "causal ? mask * graph.CausalMask(axis, columns) : mask", "causal ? mask : mask * graph.CausalMask(axis, columns)", "only what is causal is", Scores),
        new("attention: additive", Attention, "graph.Tile(q, pairs) + graph.StepsToColumns(k, pairs)", "graph.Tile(q, pairs) - graph.StepsToColumns(k, pairs)", "Bahdanau's score is of a sum", Scores),
        new("attention: columns of a key", Attention, "graph.SumRuns(hidden * ", "graph.SumTiles(hidden * ", "the units of a key lie side by side", Scores),
        new("attention: weights of query and keys", Attention, "Project(\"wk\", keys)", "Project(\"wk\", query)", "keys are keys", Scores),
        new("heads: scale", Heads, "graph.SequenceDot(q, k, columns), part.Size)", "graph.SequenceDot(q, k, columns), size.Size)", "it is the size of a head", Several),
        new("heads: rows of a head", Heads, "(which * size.Size) + (head * part.Size)", "(which * size.Size)", "every head has rows of its own", Several),
        new("heads: query, key, value", Heads, "(which * size.Size) + (head * part.Size)", "((2 - which) * size.Size) + (head * part.Size)", "Wq, Wk and Wv lie one below the other", Several),
        new("heads: values", Heads, "Project(2, h, values.Value)", "Project(2, h, query.Value)", "values are values", Several),
        new("heads: bias", Heads, " + graph.Bias(bias, row, part);", ";", "projections have biases", Several),
        new("heads: bias of the output", Heads, " + graph.Bias(layer.Vector(\"out_proj.bias\", size.Size, new InitializerSpec.Constant(0)), 0, units)", " + (0 * graph.Bias(layer.Vector(\"out_proj.bias\", size.Size, new InitializerSpec.Constant(0)), 0, units))", "so has the output", Several),
        new("heads: causal", Heads, "AttentionCore.Weights(graph, scores, keys, Causal)", "AttentionCore.Weights(graph, scores, keys, false)", "a step looks at no later ones", Several),
        new("softmax: layer", "Layers/SoftmaxSpec.cs", "Softmax.Of(layer.Graph, input.Value)", "(2 * input.Value)", "the layer is a softmax", Normal),
        new("softmax: sum", Softmax, "return graph.Binary(Op.Divide, all, graph.SumColumns(all));", "return all;", "shares add up to 1", Normal),
        new("softmax: masked sum", Softmax, "graph.Binary(Op.Max, graph.SumColumns(exponentials), graph.Constant(0.5))", "graph.Binary(Op.Max, graph.SumColumns(exponentials), graph.Constant(2))", "the bound is below every sum but that of nothing", Scores),
        new("softmax: of nothing", Softmax, "graph.Binary(Op.Max, graph.SumColumns(exponentials), graph.Constant(0.5))", "graph.SumColumns(exponentials)", "of no step at all the result is 0", Scores),
        new("softmax: masked", Softmax, "graph.Select(mask, graph.Unary(Op.Exp, counted - graph.MaxColumns(counted)), graph.Constant(0))", "graph.Unary(Op.Exp, counted - graph.MaxColumns(counted))", "what does not count has no share, not even of nothing", Scores),
        new("softmax: shift", Softmax, "graph.Unary(Op.Exp, x - graph.MaxColumns(x))", "graph.Unary(Op.Exp, x)", "a shift changes only what would overflow", "large scores"),
        new("conv: padding", Conv, "reach / 2 : reach", "(reach + 1) / 2 : reach", "of an odd number one more comes after", Convolutions),
        new("conv: causal", Conv, "Padding == ConvolutionPadding.Same ? reach / 2 : reach", "reach / 2", "nothing later is read", Convolutions),
        new("conv: dilation", Conv, "before - (j * Dilation)", "before - j", "steps that are read lie apart", Convolutions),
        new("conv: order of the kernel", Conv, "before - (j * Dilation)", "before - ((KernelSize - 1 - j) * Dilation)", "the kernel's first column meets the earliest step", Convolutions),
        new("conv: mask", Conv, "var x = input.Mask is null ?", "var x = input.Mask is not null || input.Mask is null ?", "what does not count is read as zeros", Convolutions),
        new("conv: bias", Conv, "product + graph.Bias", "product - graph.Bias", "the bias is added", Convolutions),
        new("conv: results that count", Conv, "Padding == ConvolutionPadding.Valid && reach > 0", "Padding == ConvolutionPadding.Valid && reach < 0", "results that read before the first step do not count", Pools),
        new("conv: results past the end", Conv, "input.Mask is null ? full : full * input.Mask", "full", "nor do those past the end", Pools),
        new("global pooling: largest", Pooling, "graph.Binary(Op.Max, x, before), x)", "graph.Binary(Op.Min, x, before), x)", "the largest, not the smallest", Pools),
        new("global pooling: before the first", Pooling, "graph.Select(any, graph.Binary(Op.Max, x, before), x)", "graph.Binary(Op.Max, x, before)", "the zeros before the first step are no numbers to compare with", Pools),
        new("global pooling: masked maximum", Pooling, "graph.Select(input.Mask, larger, before)", "graph.Select(input.Mask, larger, larger)", "a step that does not count is not looked at", Pools),
        new("global pooling: masked mean", Pooling, "input.Mask is null ? x : x * input.Mask", "x", "nor is it part of the sum", Pools),
        new("global pooling: count", Pooling, "graph.Previous(count) + (input.Mask ?? graph.Constant(1))", "graph.Previous(count) + graph.Constant(1)", "nor of the number", Pools),
        new("pooling: steps of a window", "Layers/Pooling1DSpec.cs", "new WindowSide(0, Size, Stride)", "new WindowSide(0, 1, Stride)", "a window has as many steps as were declared", "pooling by loops"),
        new("pooling: distance of windows", "Layers/Pooling2DSpec.cs", "new WindowSide(0, PoolWidth, PoolWidth)", "new WindowSide(0, PoolWidth, 1)", "windows lie side by side", "images by loops"),
        new("layer norm: mean", Norm, "x - (share * graph.SumColumns(x))", "x - (0 * graph.SumColumns(x))", "the mean is taken off", Normal),
        new("layer norm: variance", Norm, "share * graph.SumColumns(centered * centered)", "(1.0 / (columns.Size - 1)) * graph.SumColumns(centered * centered)", "the variance is the biased one", Normal),
        new("layer norm: epsilon", Norm, "graph.Constant(epsilon)", "graph.Constant(1e-5)", "the ε that was declared", Normal),
        new("layer norm: weight", Norm, "(normal * graph.Bias(weight, 0, columns))", "normal", "every column has a weight", Normal),
        new("layer norm: bias", Norm, " + graph.Bias(bias, 0, columns))", ")", "every column has a bias", Normal),
        new("positions: added", "Layers/PositionalEncodingSpec.cs", "x + layer.Graph.Waves", "x * layer.Graph.Waves", "waves are added", "positions by loops"),
        new("positions: steps", Calls, "\"Waves.Fill\", result, at.Batch, first", "\"Waves.Fill\", result, at.Batch, \"1 + \" + first", "the first step is number 0", "positions by loops"),
        new("repeat: steps", "Layers/RepeatVectorSpec.cs", "+ \"Steps\", Steps)", "+ \"Steps\", Steps + 1)", "as many as were declared", "repetition by loops"),
        new("flatten: mask", "Layers/FlattenSpec.cs", "input.Mask is null ? input.Value :", "input.Mask is not null ? input.Value :", "what does not count is zero", "flattening by loops"),
        new("flatten: place of a step", Calls, "{target} + ((first + t) * {Addresses.Size(x)})", "{target} + (t * 0 * {Addresses.Size(x)})", "every step has columns of its own", "flattening by loops"),
        new("stream: how long ago", Delays, "Steps - 1]", "Steps - 2]", "a chain of states is as long as it looks back", "looking_back step by step"),
        new("stream: next of a chain", Delays, "states.Count == 0 ? x : target.Previous(states[states.Count - 1])", "x", "a state gets what the one before it has held", "looking_back step by step"),
        new("stream: start of states", Cut, "s.Initial is { } initial && !IsGiven(initial)", "s.Initial is { } initial && !IsGiven(initial) && s.Part > 0", "every state starts where the network says", "translating step by step"),
    ];
}
