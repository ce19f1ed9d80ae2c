namespace RnnGen.Compiler.Spec;

/// <summary>What can be wrong with a declaration that parses. Each rule is one diagnostic of the Roslyn host.</summary>
public enum SpecRule
{
    /// <summary>A size that must be positive is not. Arguments: class, layer, what, value.</summary>
    SizeNotPositive,

    /// <summary>A rate lies outside [0, 1). Arguments: class, layer, what, value.</summary>
    RateOutOfRange,

    /// <summary>A layer needs a sequence and gets a single vector. Arguments: class, layer, its needed shape, the shape it gets, the fix.</summary>
    SequenceRequired,

    /// <summary>Two layers bear one name. Arguments: class, name.</summary>
    DuplicateName,

    /// <summary>The class bears the name of a member that is generated. Arguments: class.</summary>
    ReservedName,

    /// <summary>The class declares no layer. Arguments: class.</summary>
    NoLayers,

    /// <summary>A layer reads what does not exist. Arguments: class, layer, the name it asks for, the names there are.</summary>
    UnknownSource,

    /// <summary>Layers read one another in a circle. Arguments: class, layer, the circle.</summary>
    Cycle,

    /// <summary>An argument has no effect or contradicts another. Arguments: class, layer, what, why.</summary>
    Contradiction,
}

/// <summary>A declaration that cannot be compiled; <see cref="Layer"/> is its index, −1 for the model as a whole.</summary>
public sealed class SpecException(SpecRule rule, int layer, params string[] arguments)
    : Exception(rule + ": " + string.Join(", ", arguments))
{
    public SpecRule Rule { get; } = rule;

    public int Layer { get; } = layer;

    public IReadOnlyList<string> Arguments { get; } = arguments;
}
