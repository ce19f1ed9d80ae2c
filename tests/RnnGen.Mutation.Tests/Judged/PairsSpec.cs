using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Mutation.Judged;

/// <summary>
/// Rows of one axis with all rows of another, without a softmax: <c>y[t] = Σ_s tanh(q[t]·k[s]) v[s]</c> with q = Q·x, k = K·m, v = V·m.
/// </summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Keys">Steps of m there may be at the most.</param>
internal sealed record PairsSpec(string Name, int Keys) : LayerSpec(Name)
{
    public override Flow Lower(LayerContext layer, IReadOnlyList<Flow> inputs)
    {
        var (graph, x, m) = (layer.Graph, inputs[0].Value, inputs[1].Value);
        var y = graph.SequenceMix(graph.Unary(Op.Tanh, graph.SequenceDot(Of("q", x), Of("k", m), new Dimension("Key", Keys))), Of("v", m));
        layer.Describe("Pairs", y.Named(layer.Name("y")));
        return inputs[0].With(y);

        Value Of(string letter, Value values)
        {
            var columns = values.Shape.Columns;
            var weights = layer.Matrix(letter, columns.Size, columns.Size, new InitializerSpec.UniformInverseSqrt(1));
            return graph.MatMul(values, graph.Weights(weights, 0, layer.Dimension(columns.Size), columns)).Named(layer.Name(letter));
        }
    }
}
