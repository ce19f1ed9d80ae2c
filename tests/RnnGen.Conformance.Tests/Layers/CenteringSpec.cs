using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance.Layers;

/// <summary><c>y = (x ⊙ x + b) + mean(x)</c> with the mean over all rows: Σ dy is the gradient of b and part of that of x.</summary>
public sealed record CenteringSpec(string Name) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        var (graph, x) = (layer.Graph, input.Value);
        var bias = layer.Vector("bias", x.Shape.Columns.Size, new InitializerSpec.Constant(0));
        var mean = graph.InverseCount(x.Shape) * graph.SumRows(x);
        var y = ((x * x) + graph.Bias(bias, 0, x.Shape.Columns) + mean).Named(layer.Name("y"));
        layer.Describe("Centering", y);
        return input.With(y);
    }
}
