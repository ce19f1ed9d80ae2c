using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>What of a sequence remains.</summary>
public enum PoolingKind
{
    Maximum,
    Average,
}

/// <summary>
/// One vector of all steps that count: their largest values, <c>m' = max(m, x)</c>, the first of equal ones taking the gradient, or their
/// mean, <c>s' = s + x, n' = n + 1, y = s / n</c>. A stream gets that of the steps so far. Of no step at all it is 0. Keras'
/// GlobalMaxPooling1D and GlobalAveragePooling1D (which counts padding unless it is masked); PyTorch's AdaptiveMaxPool1d(1) and
/// AdaptiveAvgPool1d(1). No weights.
/// </summary>
public sealed record GlobalPoolingSpec(string Name, PoolingKind Kind) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.RequireSequence(input);
        var loop = layer.Graph.AddLoop(Name, input.Value.Shape.Axis!, reverse: false);
        var output = Kind == PoolingKind.Maximum ? Maximum(layer, loop, input) : Average(layer, loop, input);
        layer.Describe($"Global {(Kind == PoolingKind.Maximum ? "max" : "average")} pooling", output);
        return input.With(output);
    }

    private static Value Maximum(LayerContext layer, Loop loop, Flow input)
    {
        var (graph, x) = (layer.Graph, input.Value);
        var max = layer.AddState(loop, "max", 0, x.Shape.Columns, null);
        var seen = layer.AddState(loop, "seen", 0, Dimension.Column, null);
        graph.Within(loop, () =>
        {
            // The state before the first step is no number to compare with.
            var (before, any) = (graph.Previous(max), graph.Previous(seen));
            var larger = graph.Select(any, graph.Binary(Op.Max, x, before), x);
            max.Next = (input.Mask is null ? larger : graph.Select(input.Mask, larger, before)).Named(layer.Name("max"));
            seen.Next = graph.Binary(Op.Max, any, input.Mask ?? graph.Constant(1)).Named(layer.Name("seen"));
        });
        layer.Final(seen, layer.Name("seen_last"), 0);
        return layer.Final(max, layer.Name("y"), 0);
    }

    private static Value Average(LayerContext layer, Loop loop, Flow input)
    {
        var (graph, x) = (layer.Graph, input.Value);
        var sum = layer.AddState(loop, "sum", 0, x.Shape.Columns, null);
        var count = layer.AddState(loop, "count", 0, Dimension.Column, null);
        graph.Within(loop, () =>
        {
            sum.Next = (graph.Previous(sum) + (input.Mask is null ? x : x * input.Mask)).Named(layer.Name("sum"));
            count.Next = (graph.Previous(count) + (input.Mask ?? graph.Constant(1))).Named(layer.Name("count"));
        });
        var counted = graph.Binary(Op.Max, layer.Final(count, layer.Name("count_last"), 0), graph.Constant(1));
        return graph.Binary(Op.Divide, layer.Final(sum, layer.Name("sum_last"), 0), counted).Named(layer.Name("y"));
    }
}
