using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Adds to every step waves of its number (Vaswani et al. 2017): <c>y[t, 2i] = x[t, 2i] + sin(t / 10000^(2i/N)), y[t, 2i + 1] = x[t, 2i + 1] +
/// cos(t / 10000^(2i/N))</c>. No weights. Not supported: streams, where a step does not know its number; a learned table, which an
/// embedding of the positions as tokens is.
/// </summary>
public sealed record PositionalEncodingSpec(string Name) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.RequireSequence(input);
        var x = input.Value;
        var output = (x + layer.Graph.Waves(x.Shape.Axis!, x.Shape.Columns).Named(layer.Name("waves"))).Named(layer.Name("y"));
        layer.Describe("Positional encoding", output);
        return input.With(output);
    }
}
