using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using RnnGen.Numerics;

namespace RnnGen;

/// <summary>
/// Named tensors in one contiguous block aligned to 64 bytes: the parameters of a model, or their gradients. The trained ones lie first,
/// in the order of <see cref="Tensors"/>, row-major, in PyTorch's layout, without gaps: a parameter and its gradient have the same place.
/// Those that are not trained follow in the same way, from the next multiple of 16 elements on.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class TensorBlock<T>
    where T : unmanaged
{
    // What a vector of 16 reads beyond the last parameter if it starts there.
    private const int Overread = 15;

    // Whole cache lines of either element type, so that loops over the trained tensors in whole vectors end before the others.
    private const int Line = 16;

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
        Trained = [.. _tensors.Where(tensor => tensor.Trainable)];
        TrainedLength = Place(Trained, 0);
        Length = Trained.Count == _tensors.Length ? TrainedLength : Place(_tensors.Where(tensor => !tensor.Trainable), Lines(TrainedLength, Line));
        var line = AlignedBuffer<T>.Alignment / Unsafe.SizeOf<T>();
        _padded = Lines(TrainedLength, line);
        _buffer = new AlignedBuffer<T>(checked(Lines(Length, line) + Overread));
    }

    /// <summary>Names and shapes, in order; those that are not trained lie behind the others.</summary>
    public IReadOnlyList<ParameterInfo> Tensors => _tensors;

    /// <summary>Those that are trained.</summary>
    internal IReadOnlyList<ParameterInfo> Trained { get; }

    /// <summary>Number of elements of <see cref="Values"/>.</summary>
    public int Length { get; }

    /// <summary>Number of elements of the trained tensors, with which <see cref="Values"/> begins.</summary>
    public int TrainedLength { get; }

    /// <summary>Every element of every tensor, and the zeros, if any, between those that are trained and those that are not.</summary>
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
    /// The trained tensors and zeros up to a whole cache line, so that element-wise loops need no tail. Whoever writes here
    /// leaves the zeros zero.
    /// </summary>
    internal Span<T> Padded => _buffer.Span[.._padded];

    /// <summary>
    /// <see cref="Values"/> and the zeros behind it: what a kernel may read that takes a whole vector of 16 from any parameter on.
    /// </summary>
    internal ReadOnlySpan<T> Readable => _buffer.Span;

    private static int Lines(int length, int line) => checked(length + line - 1) / line * line;

    /// <summary>Places tensors one after the other; gives where they end.</summary>
    private int Place(IEnumerable<ParameterInfo> tensors, int start)
    {
        foreach (var tensor in tensors)
        {
            _ranges.Add(tensor.Name, (start, tensor.Length));
            start = checked(start + tensor.Length);
        }

        return start;
    }

    [DoesNotReturn]
    private void ThrowUnknown(string name) => throw new KeyNotFoundException(
        $"There is no tensor '{name}'. The tensors are: {string.Join(", ", _tensors.Select(t => t.Name))}.");
}
