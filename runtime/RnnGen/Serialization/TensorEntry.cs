using System.Runtime.InteropServices;

namespace RnnGen.Serialization;

/// <summary>One tensor of a <see cref="SafeTensors"/> collection.</summary>
public sealed class TensorEntry
{
    private readonly ElementType _type;
    private readonly ReadOnlyMemory<byte> _bytes;

    internal TensorEntry(string name, ElementType type, int[] shape, ReadOnlyMemory<byte> bytes)
    {
        Name = name;
        _type = type;
        Shape = shape;
        _bytes = bytes;
    }

    /// <summary>The name, unique in its collection.</summary>
    public string Name { get; }

    /// <summary>Element type as files name it: <c>F32</c>, <c>F64</c> or <c>I64</c>.</summary>
    public string ElementTypeName => _type.Name;

    /// <summary>Extents, outermost first; empty for a scalar.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Length => _bytes.Length / _type.Size;

    internal int ElementSize => _type.Size;

    internal ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>Copies the elements, row-major.</summary>
    /// <typeparam name="T">float for F32, double for F64, long for I64.</typeparam>
    /// <param name="destination">As many elements as the tensor has.</param>
    /// <exception cref="InvalidDataException">The tensor has another element type.</exception>
    /// <exception cref="ArgumentException">The length differs.</exception>
    public void CopyTo<T>(Span<T> destination)
        where T : unmanaged
    {
        var wanted = ElementType.Of<T>();
        if (wanted != _type) throw new InvalidDataException($"Tensor '{Name}' holds {_type.Name}, not {wanted.Name}.");
        if (destination.Length != Length)
        {
            throw new ArgumentException($"Tensor '{Name}' has {Length} elements, not {destination.Length}.", nameof(destination));
        }

        _bytes.Span.CopyTo(MemoryMarshal.AsBytes(destination));
    }

    /// <summary>The elements, row-major, as a new array.</summary>
    /// <typeparam name="T">float for F32, double for F64, long for I64.</typeparam>
    /// <exception cref="InvalidDataException">The tensor has another element type.</exception>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        var elements = new T[Length];
        CopyTo<T>(elements);
        return elements;
    }
}
