namespace RnnGen.Serialization;

/// <summary>
/// Something a model needs beside its weights to be used again, saved in the same file: the scaler of its inputs, say.
/// <see cref="ModelFile"/> puts its tensors under its name.
/// </summary>
public interface IModelCompanion
{
    /// <summary>Prefix of its tensors, unique among the companions of a file and no layer's name.</summary>
    string Name { get; }

    /// <summary>Adds the tensors to save.</summary>
    /// <param name="tensors">Takes them.</param>
    /// <exception cref="InvalidOperationException">There is nothing to save yet.</exception>
    void Write(CompanionTensors tensors);

    /// <summary>Checks what a file holds without changing anything.</summary>
    /// <param name="tensors">The tensors that <see cref="Write"/> added.</param>
    /// <returns>Takes the values over; it does not fail, and is called when the whole file has proved sound.</returns>
    /// <exception cref="InvalidDataException">A tensor is missing or makes no sense.</exception>
    Action Read(CompanionTensors tensors);
}

/// <summary>The tensors of one companion in a file, by the names the companion gave them.</summary>
public sealed class CompanionTensors
{
    private readonly string _prefix;
    private readonly SafeTensors _file;

    internal CompanionTensors(SafeTensors file, IModelCompanion companion)
    {
        _prefix = companion.Name + ".";
        _file = file;
    }

    /// <summary>The tensor of a name.</summary>
    /// <param name="name">The name given to <see cref="Add"/>.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public TensorEntry this[string name] => _file[_prefix + name];

    /// <summary>Adds a copy of a tensor.</summary>
    /// <typeparam name="T">float, double or long.</typeparam>
    /// <param name="name">A name, new to this companion.</param>
    /// <param name="shape">Extents, outermost first.</param>
    /// <param name="elements">The elements, row-major.</param>
    /// <exception cref="ArgumentException">The name is taken, or the number of elements is not that of the shape.</exception>
    public void Add<T>(string name, ReadOnlySpan<int> shape, ReadOnlySpan<T> elements)
        where T : unmanaged => _file.Add(_prefix + name, shape, elements);
}
