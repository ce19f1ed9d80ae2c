namespace RnnGen;

/// <summary>
/// What training minimises. A trainable model has exactly one; a model that is not trainable has none. Keras:
/// <c>compile(loss=…)</c>; PyTorch: the criterion.
/// </summary>
/// <param name="kind">The loss.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LossAttribute(LossKind kind) : Attribute
{
    /// <summary>The loss.</summary>
    public LossKind Kind { get; } = kind;
}
