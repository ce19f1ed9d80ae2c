using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Mutation.Judged;

/// <summary>
/// No layer, but every element-wise operation and every way of being narrower than a plane, each with a weight of its own in the sum
/// that is the output.
/// <code>
/// a = p ⊙ x + q
/// y = a / (2 + a²) + 2·√(1 + eᵃ) + 3·log(2 + a²) − 4·|a| + 5·max(a, x) + 6·min(a, x ⊙ q) + 7·[x > 0 ? a : −σ(a)]
///   + softplus(a ⊙ Σ a) + relu(a)·tanh(a) + (Σ a·a)·q + W·a + Σ W·x
/// </code>
/// </summary>
internal sealed record OperationsSpec(string Name) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        var (graph, x) = (layer.Graph, input.Value);
        var columns = x.Shape.Columns;
        var initializer = new InitializerSpec.UniformInverseSqrt(1);
        var p = graph.Bias(layer.Vector("p", columns.Size, initializer), 0, columns);
        var q = graph.Bias(layer.Vector("q", columns.Size, initializer), 0, columns);
        var a = ((p * x) + q).Named(layer.Name("a"));
        var weights = layer.Matrix("weight", columns.Size, columns.Size, initializer);
        var r = graph.MatMul(x, graph.Weights(weights, 0, layer.Dimension(columns.Size), columns)).Named(layer.Name("r"));
        var two = graph.Constant(2) + (a * a);
        Value[] terms =
        [
            graph.Binary(Op.Divide, a, two),
            2 * graph.Unary(Op.Sqrt, graph.Constant(1) + graph.Unary(Op.Exp, a)),
            3 * graph.Unary(Op.Log, two),
            -(4 * graph.Unary(Op.Abs, a)),
            5 * graph.Binary(Op.Max, a, x),
            6 * graph.Binary(Op.Min, a, x * q),
            7 * graph.Select(graph.Binary(Op.Greater, x, graph.Constant(0)), a, -graph.Unary(Op.Sigmoid, a)),
            graph.Unary(Op.Softplus, a * graph.SumColumns(a)),
            graph.Unary(Op.Relu, a) * graph.Unary(Op.Tanh, a),
            graph.SumColumns(a * a) * q,
            graph.MatMul(a, graph.Weights(weights, 0, layer.Dimension(columns.Size), columns)),
            graph.SumColumns(r),
        ];
        var y = terms.Aggregate((sum, term) => sum + term).Named(layer.Name("y"));
        layer.Describe("Operations", y);
        return input.With(y);
    }
}
