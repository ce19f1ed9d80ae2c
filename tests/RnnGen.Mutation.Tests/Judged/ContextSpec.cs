using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Mutation.Judged;

/// <summary>
/// A loop from the last step to the first that reads a vector c at every step alike and starts from it, with a state that nobody reads and two that no step computes, one of which is the same after every step.
/// <code>
/// h' = tanh(p ⊙ h + x ⊙ c + k + m), h₀ = c
/// n' = h'
/// k' = x ⊙ c
/// m' = c
/// y  = h' + n_last (that after the first step)
/// </code>
/// </summary>
internal sealed record ContextSpec(string Name) : LayerSpec(Name)
{
    public override Flow Lower(LayerContext layer, IReadOnlyList<Flow> inputs)
    {
        var (graph, x, c) = (layer.Graph, inputs[0].Value, inputs[1].Value);
        var columns = x.Shape.Columns;
        var p = graph.Bias(layer.Vector("p", columns.Size, new InitializerSpec.UniformInverseSqrt(1)), 0, columns);
        var loop = graph.AddLoop(Name, x.Shape.Axis!, reverse: true);
        var h = graph.AddState(loop, "h", columns, c);
        var n = graph.AddState(loop, "n", columns, null);
        var k = graph.AddState(loop, "k", columns, null);
        var m = graph.AddState(loop, "m", columns, null);
        m.Next = c;
        k.Next = (x * c).Named(layer.Name("k"));
        graph.Within(loop, () =>
        {
            h.Next = graph.Unary(Op.Tanh, (p * graph.Previous(h)) + (x * c) + graph.Previous(k) + graph.Previous(m)).Named(layer.Name("h"));
            n.Next = h.Next;
        });
        var y = (h.Next + graph.Final(n).Named(layer.Name("n_last"))).Named(layer.Name("y"));
        layer.Describe("Context", y);
        return inputs[0].With(y);
    }
}
