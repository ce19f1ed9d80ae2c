using RnnGen.Compiler.Ir;

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
}
