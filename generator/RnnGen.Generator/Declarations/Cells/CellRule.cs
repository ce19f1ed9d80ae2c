using Microsoft.CodeAnalysis;
using RnnGen.Compiler.Layers;

namespace RnnGen.Generator.Declarations.Cells;

/// <summary>What can be wrong with a user's cell. Each rule is one diagnostic.</summary>
internal enum CellRule
{
    /// <summary>Its source is not in this project. Arguments: cell, where it comes from.</summary>
    Source,

    /// <summary>It has no method Step of the right form. Arguments: cell, what it has.</summary>
    Step,

    /// <summary>It has a loop. Arguments: cell, text.</summary>
    Loop,

    /// <summary>It has a branch. Arguments: cell, text.</summary>
    Branch,

    /// <summary>It has an assignment. Arguments: cell, text.</summary>
    Assignment,

    /// <summary>It calls what has no equation. Arguments: cell, text.</summary>
    Call,

    /// <summary>It contains anything else. Arguments: cell, text.</summary>
    Construct,

    /// <summary>A gate, a vector or a state has a bad name. Arguments: cell, name, why.</summary>
    Name,

    /// <summary>The input or a weight has no effect. Arguments: cell, text.</summary>
    Unused,
}

/// <summary>A violation of a rule, and where it is; at the model's attribute where <paramref name="Where"/> is null.</summary>
internal sealed record CellProblem(CellRule Rule, SyntaxNode? Where, params string[] Arguments);

/// <summary>What came of parsing a cell.</summary>
/// <param name="Equations">The equations; where there are problems, states that stay as they are.</param>
/// <param name="Problems">What is wrong with it.</param>
/// <param name="IsBroken">Whether the C# compiler rejects the method; it says so itself.</param>
internal sealed record ParsedCell(CellEquations Equations, IReadOnlyList<CellProblem> Problems, bool IsBroken);
