using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Mutation.Judged;

/// <summary>
/// Rows repeated and summed up again, with weights in between, earlier and later steps, and columns in turns. With a = p ⊙ x,
/// <code>
/// y[2i]     = Σⱼ (w ⊙ tile a)[j·3 + i] + 2·a[t − 1, i]
/// y[2i + 1] = Σⱼ (w ⊙ stretch a)[i·2 + j] · a[t + 1, i]
/// </code>
/// </summary>
internal sealed record RepetitionsSpec(string Name) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        var (graph, x) = (layer.Graph, input.Value);
        var (columns, twice) = (x.Shape.Columns, new Dimension("Twice", 2 * x.Shape.Columns.Size));
        var initializer = new InitializerSpec.UniformInverseSqrt(1);
        var a = (graph.Bias(layer.Vector("p", columns.Size, initializer), 0, columns) * x).Named(layer.Name("a"));
        var w = graph.Bias(layer.Vector("w", twice.Size, initializer), 0, twice);
        var even = graph.SumTiles(w * graph.Tile(a, twice), columns) + (2 * graph.Shift(a, 1));
        var odd = graph.SumRuns(w * graph.Stretch(a, twice), columns) * graph.Shift(a, -1);
        var y = graph.Interleave("Interleaved", even, odd).Named(layer.Name("y"));
        layer.Describe("Repetitions", y);
        return input.With(y);
    }
}
