using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
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
    // What a vector of 16 reads beyond the last parameter if it starts there.
    private const int Overread = 15;

    private readonly ParameterInfo[] _tensors;
    private readonly Dictionary<string, (int Start, int Length)> _ranges = new(StringComparer.Ordinal);
    private readonly AlignedBuffer<T> _buffer;
    private readonly int _padded;

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

        Length = length;
        var line = AlignedBuffer<T>.Alignment / Unsafe.SizeOf<T>();
        _padded = checked(length + line - 1) / line * line;
        _buffer = new AlignedBuffer<T>(checked(_padded + Overread));
    }

    /// <summary>Names and shapes, in the order in which they lie in <see cref="Values"/>.</summary>
    public IReadOnlyList<ParameterInfo> Tensors => _tensors;

    /// <summary>Number of elements of all tensors together.</summary>
    public int Length { get; }

    /// <summary>Every element of every tensor.</summary>
    public Span<T> Values => _buffer.Span[..Length];

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

    /// <summary>
    /// <see cref="Values"/> and zeros up to a whole cache line, so that element-wise loops need no tail. Whoever writes here
    /// leaves the zeros zero.
    /// </summary>
    internal Span<T> Padded => _buffer.Span[.._padded];

    /// <summary>
    /// <see cref="Padded"/> and the zeros behind it: what a kernel may read that takes a whole vector of 16 from any parameter on.
    /// </summary>
    internal ReadOnlySpan<T> Readable => _buffer.Span;

    [DoesNotReturn]
    private void ThrowUnknown(string name) => throw new KeyNotFoundException(
        $"There is no tensor '{name}'. The tensors are: {string.Join(", ", _tensors.Select(t => t.Name))}.");
}
