namespace RnnGen.Serialization;

/// <summary>Says that a companion in a file is left behind on purpose: the optimizer, where a model is loaded to predict.</summary>
/// <param name="name">Name of that companion; the file need not hold it.</param>
public sealed class IgnoredCompanion(string name) : IModelCompanion
{
    /// <inheritdoc/>
    public string Name { get; } = string.IsNullOrEmpty(name) ? throw new ArgumentException("A companion has a name.", nameof(name)) : name;

    /// <summary>Throws: there is nothing to save.</summary>
    /// <param name="tensors">Not used.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public void Write(CompanionTensors tensors) =>
        throw new InvalidOperationException($"'{Name}' is to be ignored, and cannot be saved.");

    /// <inheritdoc/>
    public Action Read(CompanionTensors tensors) => () => { };
}
