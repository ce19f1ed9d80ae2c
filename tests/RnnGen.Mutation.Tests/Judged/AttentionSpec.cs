using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Mutation.Judged;

/// <summary>
/// Rows of one axis with all rows of it, without a softmax: <c>y[t] = Σ_s tanh(q[t]·k[s]) v[s]</c> with q = Q·x, k = K·x, v = V·x.
/// </summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Keys">Steps there may be at the most.</param>
internal sealed record AttentionSpec(string Name, int Keys) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        var (graph, x) = (layer.Graph, input.Value);
        var y = graph.SequenceMix(graph.Unary(Op.Tanh, graph.SequenceDot(Of("q"), Of("k"), new Dimension("Key", Keys))), Of("v"));
        layer.Describe("Attention", y.Named(layer.Name("y")));
        return input.With(y);

        Value Of(string letter)
        {
            var columns = x.Shape.Columns;
            var weights = layer.Matrix(letter, columns.Size, columns.Size, new InitializerSpec.UniformInverseSqrt(1));
            return graph.MatMul(x, graph.Weights(weights, 0, layer.Dimension(columns.Size), columns)).Named(layer.Name(letter));
        }
    }
}
