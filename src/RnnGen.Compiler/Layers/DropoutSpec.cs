using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>In training, each value is 0 with probability <paramref name="Rate"/> and else scaled by 1/(1 − rate); at inference nothing.</summary>
[Incidental]
public sealed record DropoutSpec(string Name, float Rate) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.Expect(Rate != 0, SpecRule.DropoutWithoutEffect, "rate = 0", "nothing is dropped at that rate");
        var output = layer.Dropout(input.Value, Rate, "rate");
        layer.Describe("Dropout " + Rate.ToString(System.Globalization.CultureInfo.InvariantCulture), output);
        return input.With(output);
    }
}
