namespace RnnGen.Serialization;

/// <summary>
/// Weights in safetensors files, in PyTorch's names and layouts. The metadata hold the model's name and the hash of its contract, so
/// that weights of another model, or of the same model before its declaration changed, are refused.
/// </summary>
public static class ModelFile
{
    private const string ModelKey = "model";
    private const string ContractKey = "contract";

    /// <summary>Saves parameters and companions, completely or not at all: an old file is replaced in one step at the end.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="path">The file; its folder has to exist.</param>
    /// <param name="description">The model.</param>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="companions">What is saved with them.</param>
    /// <exception cref="ArgumentException">The parameters are not those of the description, or a companion's name is taken.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save<T>(
        string path, ModelDescription description, TensorBlock<T> parameters, params ReadOnlySpan<IModelCompanion> companions)
        where T : unmanaged
    {
        Check(path, description, parameters);
        var file = new SafeTensors();
        file.Metadata[ModelKey] = description.Name;
        file.Metadata[ContractKey] = description.ContractHash;
        foreach (var tensor in parameters.Tensors) file.Add<T>(tensor.Name, tensor.Shape, parameters[tensor.Name]);
        foreach (var companion in companions) companion.Write(new CompanionTensors(file, companion));
        file.Save(path);
    }

    /// <summary>
    /// Loads the parameters and the companions, all that the file holds: a scaler left behind would spoil every prediction. Who does not
    /// want one of them says so with an <see cref="IgnoredCompanion"/>. Everything is checked first: if this throws, parameters and
    /// companions are as they were.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as it was saved.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="description">The model.</param>
    /// <param name="parameters">Takes the values; call <see cref="IModelWeights.RefreshWeights"/> afterwards.</param>
    /// <param name="companions">Take their values.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds another model; the message says what differs.</exception>
    /// <exception cref="ArgumentException">
    /// The parameters are not those of the description, or the file holds a companion that is not asked for.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<T>(
        string path, ModelDescription description, TensorBlock<T> parameters, params ReadOnlySpan<IModelCompanion> companions)
        where T : unmanaged
    {
        Check(path, description, parameters);
        var commits = new List<Action>();
        SafeTensors file;
        try
        {
            file = SafeTensors.Load(path);
            CheckContract<T>(file, description);
            foreach (var companion in companions) commits.Add(companion.Read(new CompanionTensors(file, companion)));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"'{path}' cannot be loaded into {description.Name}. {error.Message}", error);
        }

        CheckCompanions(path, file, description, companions);
        foreach (var tensor in parameters.Tensors) file[tensor.Name].CopyTo(parameters[tensor.Name]);
        foreach (var commit in commits) commit();
    }

    private static void Check<T>(string path, ModelDescription description, TensorBlock<T> parameters)
        where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(parameters);
        if (TensorLayout.Difference(parameters.Tensors, description.Parameters) is { } difference)
        {
            throw new ArgumentException($"The parameters are not those of {description.Name}: {difference}.", nameof(parameters));
        }
    }

    /// <summary>Refuses a file with tensors that are neither parameters nor of a companion asked for.</summary>
    private static void CheckCompanions(
        string path, SafeTensors file, ModelDescription description, ReadOnlySpan<IModelCompanion> companions)
    {
        var left = file.Tensors.Select(tensor => tensor.Name).Except(description.Parameters.Select(parameter => parameter.Name)).ToList();
        foreach (var companion in companions)
        {
            left.RemoveAll(name => name.StartsWith(companion.Name + ".", StringComparison.Ordinal));
        }

        if (left.Count == 0) return;

        // The tensors of a companion are called by its name, a point, and theirs.
        var names = left.Select(name => name[..Math.Max(name.LastIndexOf('.'), 0)]).Distinct();
        throw new ArgumentException(
            $"'{path}' also holds '{string.Join("', '", names)}', which was not asked for: pass a companion of that name, or an "
            + $"{nameof(IgnoredCompanion)}.",
            nameof(companions));
    }

    private static void CheckContract<T>(SafeTensors file, ModelDescription description)
        where T : unmanaged
    {
        if (!file.Metadata.TryGetValue(ContractKey, out var contract) || !file.Metadata.TryGetValue(ModelKey, out var model))
        {
            throw new InvalidDataException("It does not say which model it is of: RnnGen did not write it.");
        }

        // The hash covers the shapes too, but a shape is what a reader can act on.
        foreach (var parameter in description.Parameters)
        {
            var difference = Difference<T>(file, parameter);
            if (difference is not null) throw new InvalidDataException($"It is of the model {model}: {difference}.");
        }

        if (contract != description.ContractHash)
        {
            throw new InvalidDataException(
                $"It is of the model {model} with the contract {contract}, not {description.ContractHash}: the shapes are the same, "
                + "but the layers compute something else.");
        }
    }

    private static string? Difference<T>(SafeTensors file, ParameterInfo wanted)
        where T : unmanaged
    {
        var found = file.Tensors.FirstOrDefault(tensor => tensor.Name == wanted.Name);
        if (found is null) return $"there is no tensor '{wanted.Name}'";
        if (!found.Shape.SequenceEqual(wanted.Shape))
        {
            return $"'{wanted.Name}' is {TensorLayout.Text(found.Shape)} there and {TensorLayout.Text(wanted.Shape)} here";
        }

        var type = ElementType.Of<T>().Name;
        return found.ElementTypeName == type ? null : $"'{wanted.Name}' holds {found.ElementTypeName} there and {type} here";
    }
}
