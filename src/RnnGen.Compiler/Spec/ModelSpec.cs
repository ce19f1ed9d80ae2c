namespace RnnGen.Compiler.Spec;

/// <summary>One declared network: all that the compiler knows about it, with value equality.</summary>
/// <param name="Namespace">The namespace of the user's class; empty for the global one.</param>
/// <param name="Name">The name of the user's class.</param>
/// <param name="Accessibility">The C# modifier of the class: <c>public</c> or <c>internal</c>.</param>
/// <param name="Trainable">Whether backward code and gradient memory are wanted.</param>
/// <param name="Precision">The element type of parameters and values.</param>
/// <param name="Input">What one sample looks like.</param>
/// <param name="Layers">The layers, in order; each reads the one before it.</param>
/// <param name="Loss">What training minimises; null for a model that is not trainable.</param>
public sealed record ModelSpec(
    string Namespace,
    string Name,
    string Accessibility,
    bool Trainable,
    Precision Precision,
    InputSpec Input,
    EquatableArray<LayerSpec> Layers,
    LossKind? Loss);

/// <summary>The element type of a model: float for use, double as the reference and for gradient checks.</summary>
public enum Precision
{
    Float32,
    Float64,
}

/// <summary>One sample of input.</summary>
/// <param name="Features">Values per step.</param>
/// <param name="Steps">Default number of time steps; 0 for a plain vector without a time axis.</param>
public sealed record InputSpec(int Features, int Steps);

/// <summary>What training minimises.</summary>
public enum LossKind
{
    /// <summary>Mean over batch, steps and outputs of (y − target)².</summary>
    MeanSquaredError,

    /// <summary>The caller computes the loss and hands the gradients of the outputs to Backward.</summary>
    External,
}
