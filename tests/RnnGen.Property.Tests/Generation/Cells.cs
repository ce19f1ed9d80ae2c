using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Generation;

/// <summary>Cells as a user would write them.</summary>
internal static class Cells
{
    /// <summary><c>z = σ(W_z·x + U_z·h), h' = z ⊙ h + (1 − z) ⊙ tanh(W_n·x)</c>, or <c>h' = tanh(W·x + v ⊙ h)</c>.</summary>
    public static CellEquations Of(Draw draw) => draw.Chance(2) ? Gated : Diagonal;

    private static readonly CellEquations Gated = new(
        "GatedCell",
        new[] { "h" },
        new CellEquation[]
        {
            new("", new CellTerm.State(0)),
            new("", new CellTerm.Input("z")),
            new("", new CellTerm.Hidden("z", 0)),
            new("", new CellTerm.Apply(Op.Add, new[] { 1, 2 })),
            new("z", new CellTerm.Activate(ActivationKind.Sigmoid, 3)),
            new("", new CellTerm.Input("n")),
            new("n", new CellTerm.Activate(ActivationKind.Tanh, 5)),
            new("", new CellTerm.Apply(Op.Multiply, new[] { 4, 0 })),
            new("", new CellTerm.Number(1)),
            new("", new CellTerm.Apply(Op.Subtract, new[] { 8, 4 })),
            new("", new CellTerm.Apply(Op.Multiply, new[] { 9, 6 })),
            new("", new CellTerm.Apply(Op.Add, new[] { 7, 10 })),
        },
        new[] { 11 });

    private static readonly CellEquations Diagonal = new(
        "DiagonalCell",
        new[] { "h" },
        new CellEquation[]
        {
            new("", new CellTerm.State(0)),
            new("", new CellTerm.Input("n")),
            new("", new CellTerm.Vector("v")),
            new("", new CellTerm.Apply(Op.Multiply, new[] { 2, 0 })),
            new("", new CellTerm.Apply(Op.Add, new[] { 1, 3 })),
            new("n", new CellTerm.Activate(ActivationKind.Tanh, 4)),
        },
        new[] { 5 });
}
