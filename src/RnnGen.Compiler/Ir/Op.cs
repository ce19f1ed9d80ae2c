namespace RnnGen.Compiler.Ir;

/// <summary>The closed list of operations. None is named after a layer or a cell; src/README.md explains each.</summary>
public enum Op
{
    // Sources.
    Input,
    Parameter,
    Constant,
    Constants,
    InverseCount,
    DropoutMask,
    Previous,
    Final,

    // Element by element; a scalar, a vector or a column stands for all the numbers of a plane that it meets.
    Add,
    Subtract,
    Multiply,
    Divide,
    Max,
    Min,
    Greater,
    Select,
    Negate,
    Exp,
    Log,
    Sqrt,
    Abs,
    Sign,
    Flush,
    Sigmoid,
    Tanh,
    Softplus,
    Relu,
    Step,
    Broadcast,
    Copy,

    // Row by row: sums and maxima over columns, columns side by side.
    SumColumns,
    MaxColumns,
    Concat,
    Interleave,
    Slice,

    // A row n times over, every column n times over, and the sums of what has been repeated.
    Tile,
    SumTiles,
    Stretch,
    SumRuns,

    // From whole numbers of the caller, masks, and what depends on the step's number alone.
    Unique,
    Gather,
    OneHot,
    TokenMask,
    LengthMask,
    CausalMask,
    Waves,
    MaskRow,

    // From one row for each different token to a row for each token, and the sums of what has been repeated.
    FromUnique,
    SumByUnique,

    // Rows of one axis with all rows of another, sample by sample.
    SequenceDot,
    SequenceMix,

    // The rows of earlier or later steps, sample by sample; those of the steps within a window side by side, and back.
    Shift,
    Windows,
    SumWindows,

    // A row of a table for every step.
    GatherSteps,

    // Steps side by side in one row, and back.
    StepsToColumns,
    ColumnsToSteps,

    // Products: x·Wᵀ, y·W, and the fused sum of products that the passes make.
    MatMul,
    MatMulTransposed,
    Product,

    // Sums over rows: Σ yᵀx, Σ y, the sum of all elements, rows added up by their id or step, and SequenceDot's and SequenceMix's other adjoint.
    OuterProduct,
    SumRows,
    Sum,
    ScatterRows,
    ScatterSteps,
    SequenceOuter,
}

/// <summary>Facts about operations that every stage shares.</summary>
public static class Ops
{
    public static bool IsElementwise(this Op op) => op is >= Op.Add and <= Op.Copy;

    /// <summary>Cheaper to compute again than to keep: no transcendental function among them.</summary>
    public static bool IsCheap(this Op op) =>
        op is Op.Add or Op.Subtract or Op.Multiply or Op.Max or Op.Min or Op.Greater or Op.Select or Op.Negate or Op.Abs or Op.Sign or Op.Flush or Op.Relu or Op.Step or Op.Broadcast;

    /// <summary>Sums over the rows of its operands: the result is there after the last of them.</summary>
    public static bool IsReduction(this Op op) => op is >= Op.OuterProduct and <= Op.SequenceOuter || op == Op.StepsToColumns;

    /// <summary>Holds a value before any node runs: nothing has to be scheduled for it.</summary>
    public static bool IsLeaf(this Op op) => op is Op.Parameter or Op.Constant or Op.Constants or Op.InverseCount or Op.Previous or Op.Final;

    /// <summary>
    /// Whether a change of an operand changes the result smoothly. The maximum over columns counts as a constant: it serves to shift
    /// exponents, which changes no result.
    /// </summary>
    public static bool CarriesGradient(this Op op) =>
        op is not (Op.Greater or Op.Sign or Op.Step or Op.MaxColumns or Op.OneHot or Op.TokenMask or Op.LengthMask or Op.CausalMask or Op.MaskRow or Op.Waves);

    /// <summary>Whether the operation reads all rows of that operand at once, whatever row it computes.</summary>
    public static bool ReadsWhole(this Op op, int operand) => op is Op.SequenceDot or Op.SequenceMix ? operand == 1 : op is Op.MaskRow or Op.Shift or Op.Windows or Op.SumWindows || (op is Op.FromUnique or Op.SumByUnique && operand == 0);
}
