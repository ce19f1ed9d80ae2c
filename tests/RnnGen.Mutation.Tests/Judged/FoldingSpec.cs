using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Mutation.Judged;

/// <summary>A row as three steps of two columns and back: <c>y = p ⊙ row(tanh(steps(p ⊙ x)))</c>.</summary>
internal sealed record FoldingSpec(string Name) : LayerSpec(Name)
{
    private const int Steps = 3;

    protected override Flow Lower(LayerContext layer, Flow input)
    {
        var (graph, x) = (layer.Graph, input.Value);
        var columns = x.Shape.Columns;
        var p = graph.Bias(layer.Vector("p", columns.Size, new InitializerSpec.UniformInverseSqrt(1)), 0, columns);
        var steps = graph.ColumnsToSteps(p * x, new Axis("foldingSteps", Steps), new Dimension("Folded", columns.Size / Steps));
        var y = p * graph.StepsToColumns(graph.Unary(Op.Tanh, steps), columns);
        layer.Describe("Folding", y.Named(layer.Name("y")));
        return input.With(y);
    }
}
