using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>How much a query is to look at a key.</summary>
public enum AttentionScore
{
    /// <summary>q·k (Luong et al. 2015).</summary>
    Dot,

    /// <summary>q·k / √size (Vaswani et al. 2017).</summary>
    ScaledDot,

    /// <summary>v·tanh(Wq·q + Wk·k) (Bahdanau et al. 2015).</summary>
    Additive,
}

/// <summary>
/// Attention: <c>w = softmax over s of score(q, k[s]), y = Σ w[s]·v[s]</c>, for one query or for every step of a sequence of queries. It reads
/// query, keys and values, in that order; without values the keys are the values, and one input is all three. Only steps that count
/// in keys and values get weight, with <see cref="Causal"/> only those up to the query's own; of none at all the result is 0. Additive: wq [units, query
/// size], wk [units, key size] and v [units], all from U(±1/√fan-in); Keras' AdditiveAttention is that of v = 1 and without products, its
/// Attention is Dot. Keys have at most as many steps as their input declares. Not supported: dropout of weights.
/// </summary>
public sealed record AttentionSpec(string Name, AttentionScore Score) : LayerSpec(Name)
{
    /// <summary>Size of the hidden layer of an additive score.</summary>
    public int Units { get; init; }

    /// <summary>Whether a step of the queries looks at the same step of the keys and earlier ones only.</summary>
    public bool Causal { get; init; }

    /// <summary>Whether the weights, [steps of the keys] per query, are an output of the model; other layers read them as <c>name.weights</c>.</summary>
    [Incidental]
    public bool WeightsOutput { get; init; }

    public override Flow Lower(LayerContext layer, IReadOnlyList<Flow> inputs)
    {
        layer.Require(inputs.Count <= 3, SpecRule.Contradiction, $"From = \"{string.Join(", ", From)}\"", "attention reads query, keys and values");
        var (query, keys) = (inputs[0], inputs.Count > 1 ? inputs[1] : inputs[0]);
        var values = inputs.Count > 2 ? inputs[2] : keys;
        layer.RequireNumbers(query, "Attention");
        layer.Expect(Score == AttentionScore.Additive || Units == 0, SpecRule.Contradiction, $"Units = {Units.ToString(CultureInfo.InvariantCulture)}", $"{Score} has no hidden layer; remove it, or use AttentionScore.Additive");
        layer.RequireSequence(keys);
        layer.RequireSequence(values);
        var axis = keys.Value.Shape.Axis!;
        layer.Require(values.Value.Shape.Axis == axis, SpecRule.Contradiction, "Attention", "keys and values have not the same steps");
        keys = keys with { Mask = Flow.CommonMask(layer, [keys, values]) };
        layer.Require(!Causal || query.Value.Shape.Axis == axis, SpecRule.Contradiction, "Causal = true", "queries and keys have not the same steps");
        layer.Require(
            Score == AttentionScore.Additive || query.Value.Shape.Columns.Size == keys.Value.Shape.Columns.Size,
            SpecRule.Contradiction, Score.ToString(), $"the query {query.Value.Shape} and the keys {keys.Value.Shape} differ in size; an additive score has matrices for both");

        var columns = new Dimension(Identifier.Pascal(Name) + "Key", layer.MaxSteps(axis));
        var scores = (Score == AttentionScore.Additive ? Additive(layer, query.Value, keys.Value, columns) : Dot(layer, query.Value, keys.Value, columns)).Named(layer.Name("scores"));
        var weights = AttentionCore.Weights(layer.Graph, scores, keys, Causal).Named(layer.Name("weights"));
        var output = layer.Graph.SequenceMix(weights, values.Value).Named(layer.Name("y"));
        layer.Publish("weights", query.With(weights));
        if (WeightsOutput) layer.Output("weights", 0, weights);
        layer.Describe($"Attention, {Score}{(Causal ? ", causal" : "")}", output);
        return query.With(output);
    }

    private Value Dot(LayerContext layer, Value query, Value keys, Dimension columns)
    {
        var scores = layer.Graph.SequenceDot(query, keys, columns);
        return Score == AttentionScore.ScaledDot ? AttentionCore.Scale(layer.Graph, scores, query.Shape.Columns.Size) : scores;
    }

    /// <summary>All keys in one row, the query as often beside them: every pair meets in some columns of one row.</summary>
    private Value Additive(LayerContext layer, Value query, Value keys, Dimension columns)
    {
        layer.Require(Units > 0, SpecRule.SizeNotPositive, "Units", Units.ToString(CultureInfo.InvariantCulture));
        layer.Require((long)Units * columns.Size <= 1 << 20, SpecRule.Contradiction, "Units", "all keys of a sample have at most 1,048,576 values");
        var (graph, name) = (layer.Graph, Identifier.Pascal(Name));
        var (units, pairs) = (new Dimension(name + "Unit", Units), new Dimension(name + "Pair", Units * columns.Size));
        Value Project(string letter, Value x) => graph.MatMul(x, graph.Weights(layer.Matrix(letter, Units, x.Shape.Columns.Size, new InitializerSpec.UniformInverseSqrt(x.Shape.Columns.Size)), 0, units, x.Shape.Columns));
        var q = Project("wq", query).Named(layer.Name("q"));
        var k = Project("wk", keys).Named(layer.Name("k"));
        var v = graph.Bias(layer.Vector("v", Units, new InitializerSpec.UniformInverseSqrt(Units)), 0, units);
        var hidden = graph.Unary(Op.Tanh, graph.Tile(q, pairs) + graph.StepsToColumns(k, pairs)).Named(layer.Name("hidden"));
        return graph.SumRuns(hidden * graph.Tile(graph.Broadcast(v, Shape.Plane(units, null)), pairs), columns);
    }
}

/// <summary>What all kinds of attention share.</summary>
internal static class AttentionCore
{
    /// <summary>Scores over √size, so that their spread does not grow with it.</summary>
    public static Value Scale(GraphBuilder graph, Value scores, int size) =>
        graph.Binary(Op.Divide, scores, graph.Unary(Op.Sqrt, graph.Constant(size)));

    /// <summary>Softmax of the scores over the keys that count.</summary>
    public static Value Weights(GraphBuilder graph, Value scores, Flow keys, bool causal)
    {
        var (axis, columns) = (keys.Value.Shape.Axis!, scores.Shape.Columns);
        var steps = keys.Mask ?? graph.Broadcast(graph.Constant(1), Shape.Plane(Dimension.Column, axis));
        var mask = graph.MaskRow(steps, columns);
        return Softmax.Of(graph, scores, causal ? mask * graph.CausalMask(axis, columns) : mask);
    }
}
