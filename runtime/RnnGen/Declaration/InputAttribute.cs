namespace RnnGen;

/// <summary>
/// The shape of one sample, without the batch: a sequence <c>[steps, features]</c> or a plain vector <c>[features]</c>. Every
/// model has exactly one. Keras: <c>Input(shape=(steps, features))</c>; PyTorch: <c>input_size</c> with <c>batch_first=True</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <summary>A plain vector, without a time axis: only layers that need no sequence can follow, and no Step is generated.</summary>
    /// <param name="features">Values per sample, at least 1.</param>
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

    /// <summary>Values per step, or of the vector.</summary>
    public int Features { get; }
}
