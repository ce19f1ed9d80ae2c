using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Ir;

/// <summary>What an operation knows beyond its operands; value-equal, so that equal operations are found.</summary>
public abstract record OpAttribute;

/// <summary>A memory block of the caller: part <paramref name="Part"/> of one of its tensors.</summary>
public sealed record InputAttribute(TensorId Tensor, int Part) : OpAttribute;

/// <summary>Rows and columns of a parameter tensor; <paramref name="Tensor"/> is its declaration. A vector counts its elements as rows.</summary>
public sealed record ParameterAttribute(ParameterTensor Tensor, int FirstRow, int FirstColumn) : OpAttribute
{
    /// <summary>The first element among those of its kind, trained or not.</summary>
    public int Position => Tensor.Offset + (Tensor.Rows > 0 ? (FirstRow * Tensor.Columns) + FirstColumn : FirstRow);
}

public sealed record ConstantAttribute(double Number) : OpAttribute;

/// <summary>A vector of numbers that the declaration tells.</summary>
public sealed record ConstantsAttribute(EquatableArray<double> Numbers) : OpAttribute;

/// <summary>One over the number of elements of a plane: columns · batch, · steps where it varies with time.</summary>
public sealed record CountAttribute(Dimension Columns, Axis? Axis) : OpAttribute;

/// <summary>The first column that a Slice takes, and how far it is to the next.</summary>
public sealed record SliceAttribute(int First, int Step) : OpAttribute;

/// <summary>How many steps a Shift looks back; ahead, if negative.</summary>
public sealed record ShiftAttribute(int Steps) : OpAttribute;

/// <summary>
/// What a window reads of an image: <c>Down.Count</c> rows of <c>Across.Count</c> pixels. A sequence is an image of one column.
/// </summary>
public sealed record WindowsAttribute(WindowSide Down, WindowSide Across) : OpAttribute
{
    /// <summary>How many steps a window holds.</summary>
    public int Count => Down.Count * Across.Count;
}

/// <summary>One side of a window: the r-th reads the places r·stride + first and the following.</summary>
public sealed record WindowSide(int First, int Count, int Stride)
{
    /// <summary>One place, the next for the next window.</summary>
    public static readonly WindowSide One = new(0, 1, 1);
}

/// <summary>An id that stands for no token; −1 for none.</summary>
public sealed record PaddingAttribute(int Id) : OpAttribute;

/// <summary>A mask of zeros and 1/(1 − rate); <paramref name="Stream"/> tells the masks of one model apart.</summary>
public sealed record DropoutAttribute(float Rate, int Stream) : OpAttribute;

/// <summary>A state of a loop: before the step for Previous, after the last step for Final.</summary>
public sealed record StateAttribute(LoopState State) : OpAttribute;

/// <summary>
/// The sum that a Product computes: optional addend, then the terms left·W, then the biases. Operands lie in that order:
/// addend (if any), lefts and weights in pairs, biases. A transposed term uses the weights as y·W instead of x·Wᵀ.
/// </summary>
public sealed record ProductAttribute(bool HasAddend, int Terms, bool Transposed) : OpAttribute;

/// <summary>A parameter tensor as it lies in files: PyTorch's name and layout.</summary>
/// <param name="Name">The layer's name first: <c>gru1.weight_ih_l0</c>.</param>
/// <param name="Rows">Rows of a matrix; 0 for a vector.</param>
/// <param name="Columns">Columns of a matrix, length of a vector.</param>
/// <param name="Initializer">How a new model fills it.</param>
/// <param name="Offset">First element among the trained tensors, which lie side by side, or among those that are not.</param>
public sealed record ParameterTensor(string Name, int Rows, int Columns, InitializerSpec Initializer, int Offset)
{
    /// <summary>Whether it has a gradient; a frozen layer's tensors and buffers have none.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>Further extents in files, whose product divides the columns: <c>[rows, columns / product, …]</c>; none for a matrix.</summary>
    public EquatableArray<int> Kernel { get; init; }

    /// <summary>The shape in files.</summary>
    public IEnumerable<int> Extents => Rows == 0 ? [Columns] : [Rows, Columns / Kernel.Aggregate(1, (product, extent) => product * extent), .. Kernel];

    public int Length => checked(Math.Max(Rows, 1) * Columns);
}
