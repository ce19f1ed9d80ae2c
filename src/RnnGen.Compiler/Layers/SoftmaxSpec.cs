using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Softmax over the features of every row: <c>yᵢ = exp(xᵢ) / Σ exp(xⱼ)</c>, computed from x − max x. PyTorch's Softmax(dim=-1), Keras'
/// Softmax. No weights. For training with cross-entropy leave it out: that loss takes logits. Not supported: other axes, masks.
/// </summary>
public sealed record SoftmaxSpec(string Name) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.RequireNumbers(input, "Softmax");
        layer.Expect(input.Value.Shape.Columns.Size > 1, SpecRule.Contradiction, "[Softmax]", "its input has one value, of which it always makes 1; use [Activation(Sigmoid)], or a value for every class");
        var output = Softmax.Of(layer.Graph, input.Value).Named(layer.Name("y"));
        layer.Describe("Softmax", output);
        return input.With(output);
    }
}
