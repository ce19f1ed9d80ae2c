using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// A vector as a sequence of <paramref name="Steps"/> equal steps: <c>y[t] = x</c>, [B, N] → [steps, B, N], on a time axis of its own that
/// only this layer and what follows it have. Keras' RepeatVector. No weights.
/// </summary>
public sealed record RepeatVectorSpec(string Name, int Steps) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.Require(Steps > 0, SpecRule.SizeNotPositive, "steps", Steps.ToString(CultureInfo.InvariantCulture));
        layer.RequireNumbers(input, "RepeatVector");
        layer.Require(!input.Value.Shape.Time, SpecRule.Contradiction, "RepeatVector", "its input is a sequence already; let the layer before it return its last step only");
        var (graph, axis) = (layer.Graph, new Axis(Identifier.Camel(Name) + "Steps", Steps));
        var loop = graph.AddLoop(Name, axis, reverse: false);
        var output = graph.Within(loop, () => graph.Unary(Op.Copy, input.Value)).Named(layer.Name("y"));
        layer.Describe($"RepeatVector × {Steps.ToString(CultureInfo.InvariantCulture)}", output);
        return new Flow(output);
    }
}
