using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Mutation.Judged;

/// <summary>
/// Products that start from a value nobody reads afterwards: once from their own left operand, twice from one value. With a = tanh(p ⊙ x) and
/// s = σ(p ⊙ x),
/// <code>
/// y = (a + W₀·a) ⊙ (s + W₁·x) ⊙ (s + W₂·x)
/// </code>
/// </summary>
internal sealed record ProductsSpec(string Name) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        var (graph, x) = (layer.Graph, input.Value);
        var columns = x.Shape.Columns;
        var initializer = new InitializerSpec.UniformInverseSqrt(1);
        var scaled = graph.Bias(layer.Vector("p", columns.Size, initializer), 0, columns) * x;
        var (a, s) = (graph.Unary(Op.Tanh, scaled).Named(layer.Name("a")), graph.Unary(Op.Sigmoid, scaled).Named(layer.Name("s")));
        var units = layer.Dimension(columns.Size);
        Value Times(string weight, Value left) => graph.MatMul(left, graph.Weights(layer.Matrix(weight, units.Size, columns.Size, initializer), 0, units, columns));
        var y = (a + Times("own", a)) * ((s + Times("first", x)) * (s + Times("second", x)));
        layer.Describe("Products", y.Named(layer.Name("y")));
        return input.With(y);
    }
}
