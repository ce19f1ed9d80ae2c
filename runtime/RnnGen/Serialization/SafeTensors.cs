using System.Runtime.InteropServices;

namespace RnnGen.Serialization;

/// <summary>
/// Named tensors with text metadata, in memory and in files of the safetensors format: eight bytes with the length of a JSON
/// header, the header, and the elements, little-endian and without gaps. Files of up to 2 GB with elements of type F32, F64
/// and I64 are supported.
/// </summary>
public sealed class SafeTensors
{
    private readonly List<TensorEntry> _tensors = [];
    private readonly Dictionary<string, TensorEntry> _byName = new(StringComparer.Ordinal);

    /// <summary>Free text about the file; written in ordinal order of the keys.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The tensors, in the order in which they were added or lie in the file.</summary>
    public IReadOnlyList<TensorEntry> Tensors => _tensors;

    /// <summary>The tensor of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public TensorEntry this[string name] =>
        _byName.TryGetValue(name, out var tensor) ? tensor : throw new InvalidDataException($"There is no tensor '{name}'.");

    /// <summary>Reads a file whose header and extent hold together in every respect.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is not a sound safetensors file; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafeTensors Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var length = new FileInfo(path).Length;
        if (length > Array.MaxLength) throw new InvalidDataException($"The file has {length} bytes; up to 2 GB are supported.");
        return Parse(File.ReadAllBytes(path));
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="file">All of it; the tensors refer to this array, which has to stay as it is.</param>
    /// <exception cref="InvalidDataException">It is not a sound safetensors file; the message says where.</exception>
    public static SafeTensors Parse(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var result = new SafeTensors();
        foreach (var tensor in SafeTensorsHeader.Read(file, result.Metadata)) result.Add(tensor);
        return result;
    }

    /// <summary>Adds a copy of a tensor.</summary>
    /// <typeparam name="T">float, double or long.</typeparam>
    /// <param name="name">A new name.</param>
    /// <param name="shape">Extents, outermost first; empty for a scalar.</param>
    /// <param name="elements">The elements, row-major.</param>
    /// <exception cref="ArgumentException">The name is taken or reserved, or the number of elements is not that of the shape.</exception>
    public void Add<T>(string name, ReadOnlySpan<int> shape, ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(name);
        var type = ElementType.Of<T>();
        var length = 1L;
        foreach (var extent in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extent, nameof(shape));
            length = checked(length * extent);
        }

        if (length != elements.Length)
        {
            var text = TensorLayout.Text(shape.ToArray());
            throw new ArgumentException($"Shape {text} does not have {elements.Length} elements.", nameof(shape));
        }

        if (name == SafeTensorsHeader.MetadataName || _byName.ContainsKey(name))
        {
            throw new ArgumentException($"The name '{name}' is taken.", nameof(name));
        }

        Add(new TensorEntry(name, type, shape.ToArray(), MemoryMarshal.AsBytes(elements).ToArray()));
    }

    /// <summary>
    /// Writes all tensors to a file, completely or not at all: an existing file is replaced at the end, in one step, and stays
    /// as it is if anything fails before.
    /// </summary>
    /// <param name="path">The file; its folder has to exist.</param>
    /// <exception cref="InvalidOperationException">The file would exceed 2 GB.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        // The widest elements first, so that every tensor is aligned to its elements.
        var ordered = _tensors.OrderByDescending(tensor => tensor.ElementSize).ToList();
        var header = SafeTensorsHeader.Write(ordered, Metadata);
        var length = header.Length + ordered.Sum(tensor => (long)tensor.Bytes.Length);
        if (length > Array.MaxLength) throw new InvalidOperationException($"The file would have {length} bytes; up to 2 GB are supported.");
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (var tensor in ordered) stream.Write(tensor.Bytes);
        });
    }

    private void Add(TensorEntry tensor)
    {
        _byName.Add(tensor.Name, tensor);
        _tensors.Add(tensor);
    }
}
