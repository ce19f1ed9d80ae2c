using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Multi-head attention (Vaswani et al. 2017): <c>head = attention(Wq·query + bq, Wk·keys + bk, Wv·values + bv)</c> with scaled dot products, <c>y = Wo·[head₁,
/// head₂, …] + bo</c>. Inputs, masks and limits are those of <see cref="AttentionSpec"/>. PyTorch's MultiheadAttention: in_proj_weight [3E, E] is
/// Wq, Wk and Wv one below the other, of which each head has E / heads rows, drawn as Glorot's; in_proj_bias [3E] and out_proj.bias are
/// zeros, out_proj.weight [E, E] is from U(±1/√E). Not supported: keys and values of other sizes, dropout of weights, reading the weights.
/// An encoder block is a composition: attention, [Add] of its input and itself, [LayerNorm], two [Dense], [Add], [LayerNorm] (post-norm), or with
/// [LayerNorm] before attention and before the first [Dense] (pre-norm).
/// </summary>
public sealed record MultiHeadAttentionSpec(string Name, int Heads) : LayerSpec(Name)
{
    /// <summary>Whether a step of the queries looks at the same step of the keys and earlier ones only.</summary>
    public bool Causal { get; init; }

    public override Flow Lower(LayerContext layer, IReadOnlyList<Flow> inputs)
    {
        layer.Require(inputs.Count <= 3, SpecRule.Contradiction, $"From = \"{string.Join(", ", From)}\"", "attention reads query, keys and values");
        var (query, keys) = (inputs[0], inputs.Count > 1 ? inputs[1] : inputs[0]);
        var values = inputs.Count > 2 ? inputs[2] : keys;
        layer.RequireNumbers(query, "MultiHeadAttention");
        layer.RequireSequence(keys);
        layer.RequireSequence(values);
        var (axis, size) = (keys.Value.Shape.Axis!, query.Value.Shape.Columns);
        layer.Require(Heads > 0, SpecRule.SizeNotPositive, "heads", Text(Heads));
        layer.Require(size.Size % Heads == 0, SpecRule.Contradiction, $"heads = {Text(Heads)}", $"each of the heads has an equal part of the {size} values of a step");
        layer.Require(keys.Value.Shape.Columns.Size == size.Size && values.Value.Shape.Columns.Size == size.Size, SpecRule.Contradiction, "MultiHeadAttention", "query, keys and values differ in size; bring them to one with [Dense]");
        layer.Require(values.Value.Shape.Axis == axis, SpecRule.Contradiction, "MultiHeadAttention", "keys and values have not the same steps");
        keys = keys with { Mask = Flow.CommonMask(layer, [keys, values]) };
        layer.Require(!Causal || query.Value.Shape.Axis == axis, SpecRule.Contradiction, "Causal = true", "queries and keys have not the same steps");

        var (graph, name) = (layer.Graph, Identifier.Pascal(Name));
        var weight = layer.Matrix("in_proj_weight", 3 * size.Size, size.Size, new InitializerSpec.GlorotUniform(size.Size, 3 * size.Size));
        var bias = layer.Vector("in_proj_bias", 3 * size.Size, new InitializerSpec.Constant(0));
        var (part, columns) = (new Dimension(name + "Head", size.Size / Heads), new Dimension(name + "Key", layer.MaxSteps(axis)));
        Value Project(int which, int head, Value x)
        {
            var row = (which * size.Size) + (head * part.Size);
            return graph.MatMul(x, graph.Weights(weight, row, part, x.Shape.Columns)) + graph.Bias(bias, row, part);
        }

        var heads = Enumerable.Range(0, Heads).Select(h =>
        {
            string Letter(string letter) => layer.Name(letter + Text(h));
            var (q, k, v) = (Project(0, h, query.Value).Named(Letter("q")), Project(1, h, keys.Value).Named(Letter("k")), Project(2, h, values.Value).Named(Letter("v")));
            var scores = AttentionCore.Scale(graph, graph.SequenceDot(q, k, columns), part.Size).Named(Letter("scores"));
            return graph.SequenceMix(AttentionCore.Weights(graph, scores, keys, Causal).Named(Letter("weights")), v).Named(Letter("head"));
        }).ToArray();

        var units = layer.Dimension(size.Size);
        var joined = graph.Concat(name + "Heads", heads);
        var outWeight = graph.Weights(layer.Matrix("out_proj.weight", size.Size, size.Size, new InitializerSpec.UniformInverseSqrt(size.Size)), 0, units, joined.Shape.Columns);
        var output = (graph.MatMul(joined, outWeight) + graph.Bias(layer.Vector("out_proj.bias", size.Size, new InitializerSpec.Constant(0)), 0, units)).Named(layer.Name("y"));
        layer.Describe($"Multi-head attention, {Text(Heads)} heads of {part}{(Causal ? ", causal" : "")}", output);
        return query.With(output);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
