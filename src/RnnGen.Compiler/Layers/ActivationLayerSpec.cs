using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>An activation as a layer of its own: <c>y = f(x)</c>, element by element. Keras' Activation, PyTorch's modules (Tanh, ReLU …). No weights.</summary>
public sealed record ActivationLayerSpec(string Name, ActivationSpec Activation) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.RequireNumbers(input, "Activation");
        var output = Activation.Apply(input.Value).Named(layer.Name("y"));
        layer.Describe($"Activation {Activation}", output);
        return input.With(output);
    }
}
