using Microsoft.CodeAnalysis;
using RnnGen.Compiler.Layers;
using RnnGen.Generator.Declarations.Cells;

namespace RnnGen.Generator.Declarations;

/// <content>The class of a user's cell.</content>
internal sealed partial class DeclaredAttribute
{
    /// <summary>What is wrong with the cell that the attribute names.</summary>
    public IReadOnlyList<CellProblem> CellProblems { get; private set; } = [];

    private Compilation Compilation { get; init; } = null!;

    private CancellationToken Cancellation { get; init; }

    /// <summary>The equations of the cell whose class is an argument.</summary>
    public CellEquations GetCell(string name)
    {
        var cell = CellParser.Parse(Get<ITypeSymbol?>(name, null), Compilation, Cancellation);
        IsBroken |= cell.IsBroken;
        CellProblems = IsBroken ? [] : cell.Problems;
        return cell.Equations;
    }
}
