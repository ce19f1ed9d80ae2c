namespace RnnGen.Compiler.Spec;

/// <summary>Something to say about a declaration; as an exception, why it cannot be compiled.</summary>
public sealed class SpecException(SpecRule rule, SpecPart part, int index, params string[] arguments)
    : Exception(rule + ": " + string.Join(", ", arguments))
{
    /// <summary>About a layer by its index, or, with −1, about the model as a whole.</summary>
    public SpecException(SpecRule rule, int layer, params string[] arguments)
        : this(rule, layer < 0 ? SpecPart.Model : SpecPart.Layer, layer, arguments)
    {
    }

    public SpecRule Rule { get; } = rule;

    /// <summary>What it is about.</summary>
    public SpecPart Part { get; } = part;

    /// <summary>Which input, layer or loss.</summary>
    public int Index { get; } = index;

    public IReadOnlyList<string> Arguments { get; } = arguments;

    /// <summary>Whether the declaration cannot be compiled; otherwise it is a hint.</summary>
    public bool IsError => Rule < SpecRule.ActivationBeforeLoss;
}
