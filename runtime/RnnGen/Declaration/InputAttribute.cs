namespace RnnGen;

/// <summary>
/// The shape of one sample, without the batch: a sequence <c>[steps, features]</c> or a plain vector <c>[features]</c>. A model has
/// one of these or of <see cref="TokensAttribute"/>, or several, each with a name of its own. Keras: <c>Input(shape=(steps, features))</c>;
/// PyTorch: <c>input_size</c> with <c>batch_first=True</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <summary>A plain vector, without a time axis: only layers that need no sequence can follow, and no Step is generated.</summary>
    /// <param name="features">Values per sample, at least 1; per step, where <see cref="StepsOf"/> gives it steps.</param>
    public InputAttribute(int features) => Features = features;

    /// <summary>A sequence.</summary>
    /// <param name="steps">Default number of time steps, at least 1. Sequences may be longer or shorter: a workspace sets the limit.</param>
    /// <param name="features">Values per step, at least 1.</param>
    public InputAttribute(int steps, int features)
    {
        Steps = steps;
        Features = features;
    }

    /// <summary>Default number of time steps; null for a plain vector.</summary>
    public int? Steps { get; }

    /// <summary>Whether every sequence has exactly the declared number of steps, as a <see cref="FlattenAttribute"/> needs. Default: no. There is no stream then.</summary>
    public bool FixedSteps { get; set; }

    /// <summary>Values per step, or of the vector.</summary>
    public int Features { get; }

    /// <summary>
    /// The input's name, a C# identifier: layers read it by <c>From</c>, and generated members have a parameter of that name. Default: x
    /// for the first input, x2, x3 … for the others. Keras: <c>name</c>.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// Whether the caller tells how many steps of each sample count, in a parameter <c>lengths</c> (<c>name_lengths</c> as an identifier for
    /// an input of another name than x); recurrent layers, and the loss, leave out the rest, which takes hardly any time. There
    /// may be any number, NaN included, and any token of the vocabulary; <c>Trainer</c> wants its data finite throughout. The samples of a batch may come in any order. Default: false. PyTorch: <c>pack_padded_sequence</c>; Keras:
    /// <c>Masking</c>.
    /// </summary>
    public bool Lengths { get; set; }

    /// <summary>
    /// The name of another input whose steps this one shares, so that layers may join both step by step. Which of them count it shares as
    /// well, unless it has lengths or masked padding of its own. Default: none.
    /// </summary>
    public string? StepsOf { get; set; }
}
