using System.Diagnostics.CodeAnalysis;
using RnnGen.Numerics;

namespace RnnGen;

/// <summary>
/// Named tensors in one contiguous block aligned to 64 bytes: the parameters of a model, or their gradients. Tensors lie in
/// the order of <see cref="Tensors"/>, row-major, in PyTorch's layout, without gaps.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class TensorBlock<T>
    where T : unmanaged
{
    private readonly ParameterInfo[] _tensors;
    private readonly Dictionary<string, (int Start, int Length)> _ranges = new(StringComparer.Ordinal);
    private readonly AlignedBuffer<T> _buffer;

    /// <summary>Allocates a zeroed block for the given tensors.</summary>
    /// <param name="tensors">Names and shapes, in order.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public TensorBlock(IReadOnlyList<ParameterInfo> tensors)
    {
        _tensors = [.. tensors];
        var length = 0;
        foreach (var tensor in _tensors)
        {
            _ranges.Add(tensor.Name, (length, tensor.Length));
            length = checked(length + tensor.Length);
        }

        _buffer = new AlignedBuffer<T>(length);
    }

    /// <summary>Names and shapes, in the order in which they lie in <see cref="Values"/>.</summary>
    public IReadOnlyList<ParameterInfo> Tensors => _tensors;

    /// <summary>Number of elements of all tensors together.</summary>
    public int Length => _buffer.Length;

    /// <summary>Every element of every tensor.</summary>
    public Span<T> Values => _buffer.Span;

    /// <summary>The first element; valid as long as this object is reachable.</summary>
    public unsafe T* Pointer => _buffer.Pointer;

    /// <summary>The elements of one tensor, row-major.</summary>
    /// <param name="name">A name of <see cref="Tensors"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no tensor of that name.</exception>
    public Span<T> this[string name]
    {
        get
        {
            if (!_ranges.TryGetValue(name, out var range)) ThrowUnknown(name);
            return _buffer.Span.Slice(range.Start, range.Length);
        }
    }

    [DoesNotReturn]
    private void ThrowUnknown(string name) => throw new KeyNotFoundException(
        $"There is no tensor '{name}'. The tensors are: {string.Join(", ", _tensors.Select(t => t.Name))}.");
}
