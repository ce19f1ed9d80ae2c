namespace RnnGen.Compiler.Ir;

/// <summary>The closed list of operations. None is named after a layer or a cell; src/README.md explains each.</summary>
public enum Op
{
    // Sources.
    Input,
    Parameter,
    Constant,
    InverseCount,
    DropoutMask,
    Previous,
    Final,

    // Element-wise.
    Add,
    Subtract,
    Multiply,
    Negate,
    Sigmoid,
    Tanh,
    Relu,
    Step,
    Copy,

    // Products: x·Wᵀ, y·W, Σ yᵀx and Σ y over rows, and the fused sum of products that the passes make.
    MatMul,
    MatMulTransposed,
    OuterProduct,
    SumRows,
    Product,

    // Reductions to a scalar.
    Mean,
}

/// <summary>Facts about operations that every stage shares.</summary>
public static class Ops
{
    public static bool IsElementwise(this Op op) => op is >= Op.Add and <= Op.Copy;

    /// <summary>Cheaper to compute again than to keep: no transcendental function among them.</summary>
    public static bool IsCheap(this Op op) => op is Op.Add or Op.Subtract or Op.Multiply or Op.Negate or Op.Relu or Op.Step;

    /// <summary>Sums over the rows of its operands, so that its result does not vary with time or batch.</summary>
    public static bool IsReduction(this Op op) => op is Op.OuterProduct or Op.SumRows or Op.Mean;

    /// <summary>Holds a value before any node runs: nothing has to be scheduled for it.</summary>
    public static bool IsLeaf(this Op op) => op is Op.Parameter or Op.Constant or Op.InverseCount or Op.Previous or Op.Final;
}
