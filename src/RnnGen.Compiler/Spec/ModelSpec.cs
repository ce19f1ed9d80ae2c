using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Spec;

/// <summary>One declared network: all that the compiler knows about it, with value equality.</summary>
/// <param name="Namespace">The namespace of the user's class; empty for the global one.</param>
/// <param name="Name">The name of the user's class.</param>
/// <param name="Accessibility">The C# modifier of the class: <c>public</c> or <c>internal</c>.</param>
/// <param name="Trainable">Whether backward code and gradient memory are wanted.</param>
/// <param name="Precision">The element type of parameters and values.</param>
/// <param name="Inputs">What one sample looks like.</param>
/// <param name="Layers">The layers; each reads the one before it unless it says otherwise.</param>
/// <param name="Losses">What training minimises, the weighted sum of these; empty for a model that is not trainable.</param>
public sealed record ModelSpec(
    string Namespace,
    string Name,
    string Accessibility,
    bool Trainable,
    Precision Precision,
    EquatableArray<InputSpec> Inputs,
    EquatableArray<LayerSpec> Layers,
    EquatableArray<LossSpec> Losses)
{
    /// <summary>A network with one input and one loss.</summary>
    public ModelSpec(
        string @namespace, string name, string accessibility, bool trainable, Precision precision, InputSpec input, EquatableArray<LayerSpec> layers, LossKind? loss)
        : this(@namespace, name, accessibility, trainable, precision, new EquatableArray<InputSpec>([input]), layers, loss is { } kind ? new EquatableArray<LossSpec>([new LossSpec(kind)]) : default)
    {
    }

    /// <summary>Whether training carries states from one Forward to the next: truncated back-propagation through time.</summary>
    public bool Stateful { get; init; }

    /// <summary>
    /// How accurately tanh and sigmoid are computed in single precision. A file of weights fits either: their values differ by less than
    /// between two frameworks, and whoever trains with one may predict with the other.
    /// </summary>
    [Incidental]
    public ActivationAccuracy Activations { get; init; }

    /// <summary>
    /// How exactly the products of a prediction read their weights. Parameters and files stay what they are, so whoever trains with exact weights may
    /// predict with rounded ones.
    /// </summary>
    [Incidental]
    public WeightPrecision Weights { get; init; }

    /// <summary>The first input.</summary>
    public InputSpec Input => Inputs[0];

    /// <summary>Default number of steps of the main time axis; 0 without one.</summary>
    public int Steps => Inputs.Select(i => i.Steps).FirstOrDefault(s => s > 0);
}

/// <summary>The element type of a model: float for use, double as the reference and for gradient checks.</summary>
public enum Precision
{
    Float32,
    Float64,
}

/// <summary>Within 4 units in the last place, or within 2·10⁻⁶ (tanh) and 10⁻⁶ (sigmoid).</summary>
public enum ActivationAccuracy
{
    Accurate,
    Fast,
}

/// <summary>The weights of matrix products as they are, or rounded: to 8 significant bits, or to 8 bits and a scale per unit.</summary>
public enum WeightPrecision
{
    Exact,
    Bf16,
    Int8,
}

/// <summary>One input of a sample.</summary>
/// <param name="Features">Values per step; 0 for tokens.</param>
/// <param name="Steps">Default number of time steps; 0 for a plain vector without a time axis.</param>
public sealed record InputSpec(int Features, [property: Incidental] int Steps)
{
    [Incidental]
    public string Name { get; init; } = TensorId.DefaultInput;

    /// <summary>Whether every sequence has exactly the declared number of steps.</summary>
    [Incidental]
    public bool FixedSteps { get; init; }

    /// <summary>Number of different tokens; 0 for an input of numbers.</summary>
    public int Vocabulary { get; init; }

    /// <summary>The token that stands for no token; −1 for none. Its steps are masked.</summary>
    public int Padding { get; init; } = -1;

    /// <summary>Whether the caller tells how many steps of each sample count.</summary>
    [Incidental]
    public bool Lengths { get; init; }

    /// <summary>The input whose steps it shares; null for steps of its own.</summary>
    [Incidental]
    public string? StepsOf { get; init; }
}
