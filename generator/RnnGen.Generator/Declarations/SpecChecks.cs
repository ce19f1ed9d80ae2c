using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Generator.Declarations;

/// <summary>
/// The rules of the input language that need no lowering, checked for every layer: the compiler throws at the first violation,
/// and a user wants to see all of them.
/// </summary>
internal static class SpecChecks
{
    public static IEnumerable<SpecException> Check(ModelSpec spec)
    {
        if (spec.Layers.Count == 0) yield return new SpecException(SpecRule.NoLayers, -1, spec.Name);

        var flow = new SequenceFlow(spec);
        foreach (var collision in NameRules.Violations(spec)) yield return collision;
        for (var i = 0; i < spec.Layers.Count; i++)
        {
            var layer = spec.Layers[i];
            foreach (var (what, size) in Sizes(layer))
            {
                if (size <= 0) yield return new SpecException(SpecRule.SizeNotPositive, i, spec.Name, layer.Name, what, Invariant.Text(size));
            }

            foreach (var (what, rate) in Rates(layer))
            {
                // NaN fails both comparisons.
                if (!(rate >= 0 && rate < 1))
                    yield return new SpecException(SpecRule.RateOutOfRange, i, spec.Name, layer.Name, what, Invariant.Text(rate));
            }

            if (layer is RecurrentSpec { Layers: 1, BetweenDropout: > 0 and < 1 } single)
            {
                yield return new SpecException(
                    SpecRule.Contradiction, i, spec.Name, layer.Name, $"BetweenDropout = {Invariant.Text(single.BetweenDropout)}",
                    "there is nothing between the cells of a single one; set Layers to 2 or more, or InputDropout on the next layer");
            }

            foreach (var (what, why) in layer is RecurrentSpec recurrent ? recurrent.Contradictions : [])
                yield return new SpecException(SpecRule.Contradiction, i, spec.Name, layer.Name, what, why);

            if (flow.Apply(layer) is var (needed, got, fix))
                yield return new SpecException(SpecRule.SequenceRequired, i, spec.Name, layer.Name, needed, got, fix);
        }
    }

    private static IEnumerable<(string What, int Size)> Sizes(LayerSpec layer)
    {
        switch (layer)
        {
            case RecurrentSpec recurrent:
                yield return ("units", recurrent.Units);
                yield return ("Layers", recurrent.Layers);
                break;
            case DenseSpec dense:
                yield return ("units", dense.Units);
                break;
        }
    }

    private static IEnumerable<(string What, float Rate)> Rates(LayerSpec layer)
    {
        switch (layer)
        {
            case RecurrentSpec recurrent:
                yield return ("InputDropout", recurrent.InputDropout);
                yield return ("RecurrentDropout", recurrent.RecurrentDropout);
                yield return ("BetweenDropout", recurrent.BetweenDropout);
                break;
            case DropoutSpec dropout:
                yield return ("rate", dropout.Rate);
                break;
        }
    }
}
