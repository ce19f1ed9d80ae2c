namespace RnnGen.Generator.Declarations.Cells;

/// <summary>What an expression of a cell stands for.</summary>
internal abstract record CellOperand
{
    /// <summary>The vector that an equation gives.</summary>
    internal sealed record Vector(int Equation) : CellOperand;

    /// <summary>A constant number.</summary>
    internal sealed record Number(double Value) : CellOperand;

    /// <summary>A constant string.</summary>
    internal sealed record Text(string Value) : CellOperand;

    /// <summary>The input.</summary>
    internal sealed record Input : CellOperand;

    /// <summary>The weights.</summary>
    internal sealed record Weights : CellOperand;
}
