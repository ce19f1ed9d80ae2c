using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>What flows from layer to layer.</summary>
/// <param name="Value">The values.</param>
/// <param name="Mask">Of a padded sequence, 1 at the steps that count and 0 at the others, <c>[T, B, 1]</c>; null where all count.</param>
public sealed record Flow(Value Value, Value? Mask = null)
{
    /// <summary>Of values without steps, the layer that made them of a sequence.</summary>
    public string? CollapsedBy { get; init; }

    /// <summary>Other values of the same steps.</summary>
    public Flow With(Value value) => new(value, value.Shape.Time ? Mask : null);

    /// <summary>
    /// What counts where flows meet: a step that counts in all of them, for padding in one would be padding in what is made of it. (Keras' Add
    /// and Multiply drop the mask if one of them has none, and with Concatenate a step counts that does in any: there padding gets through.)
    /// Flows whose padding is told by different inputs are a warning.
    /// </summary>
    public static Value? CommonMask(LayerContext layer, IReadOnlyList<Flow> flows)
    {
        string[] told = [.. flows.Select(ToldBy)];
        layer.Expect(told.Distinct().Count() == 1, SpecRule.MasksDiffer, layer.InputsText, string.Join("; ", told.Select(t => t.Length == 0 ? "every step" : t)));
        Value[] masks = [.. flows.Where(f => f.Mask is not null).Select(f => f.Mask!).Distinct()];
        return masks.Length == 0 ? null : masks.Aggregate((a, b) => a * b);
    }

    /// <summary>The inputs that tell what counts; a convolution or a pooling, which only looks at less, tells nothing.</summary>
    private static string ToldBy(Flow flow)
    {
        if (flow.Mask is not { } mask) return "";
        var sources = Graph.Reach([mask]).Where(v => v.Op is Op.LengthMask or Op.TokenMask);
        return string.Join(" and ", sources.Select(v => (v.Op == Op.LengthMask ? "the lengths of '" : "the tokens of '") + v.Operands[0].Get<InputAttribute>().Tensor.Of + "'").OrderBy(t => t, StringComparer.Ordinal));
    }
}
