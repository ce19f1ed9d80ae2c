using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// All steps in one row: <c>y[t·N + i] = x[t, i]</c>, [T, B, N] → [B, T·N]; steps that do not count are zeros. Keras' and PyTorch's Flatten. The
/// number of steps must be fixed: by the input's declaration (FixedSteps = true) or by a RepeatVector. No weights.
/// </summary>
public sealed record FlattenSpec(string Name) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.RequireSequence(input);
        var shape = input.Value.Shape;
        var columns = (long)shape.Axis!.FixedSteps * shape.Columns.Size;
        layer.Require(columns > 0, SpecRule.Contradiction, "Flatten", "the number of steps may vary; declare the input with FixedSteps = true");
        layer.Require(columns <= 1 << 20, SpecRule.Contradiction, "Flatten", $"{columns.ToString(CultureInfo.InvariantCulture)} values are too many for one row; at most 1,048,576");
        var values = input.Mask is null ? input.Value : layer.Graph.Select(input.Mask, input.Value, layer.Graph.Constant(0)).Named(layer.Name("kept"));
        var output = layer.Graph.StepsToColumns(values, layer.Dimension((int)columns)).Named(layer.Name("y"));
        layer.Describe("Flatten", output);
        return new Flow(output);
    }
}
