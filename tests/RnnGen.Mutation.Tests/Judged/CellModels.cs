using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using static Mutation.Judged.JudgedModels;

namespace Mutation.Judged;

/// <summary>Models of cells that a user wrote, and what recurrent layers have beside their equations: masks that last, weights to begin with.</summary>
internal static class CellModels
{
    /// <summary>
    /// s = tanh(W_a·x + b_a + U_b·h + c_b), h' = s − p ⊙ c, c' = ½·(W_d·x + b_d) ⊙ (U_e·s + c_e): gates in the order of their first use.
    /// </summary>
    private static readonly CellEquations Written = Cell(
        ["h", "c"],
        [8, 13],
        ("", new CellTerm.State(0)), ("", new CellTerm.State(1)), ("", new CellTerm.Input("a")), ("", new CellTerm.Hidden("b", 0)), ("", Apply(Op.Add, 2, 3)),
        ("s", new CellTerm.Activate(ActivationKind.Tanh, 4)), ("", new CellTerm.Vector("p")), ("", Apply(Op.Multiply, 6, 1)), ("", Apply(Op.Subtract, 5, 7)),
        ("", new CellTerm.Input("d")), ("", new CellTerm.Hidden("e", 5)), ("", Apply(Op.Multiply, 9, 10)), ("", new CellTerm.Number(0.5)), ("", Apply(Op.Multiply, 12, 11)));

    /// <summary>h' = x + U_a·h, k' = U_b·h: what both products see of h is the masks'.</summary>
    private static readonly CellEquations Sums = Cell(
        ["h", "k"], [3, 4], ("", new CellTerm.State(0)), ("", new CellTerm.Input("a")), ("", new CellTerm.Hidden("a", 0)), ("", Apply(Op.Add, 1, 2)), ("", new CellTerm.Hidden("b", 0)));

    public static IEnumerable<ModelSpec> All =>
    [
        Model("written", Sequence(3), [new CellSpec("own", 2, Written) { Return = ReturnKind.Sequence, InitialStateInput = true, FinalStateOutput = true }], External),
        Model("masks_apart", Sequence(1), [Summing(RecurrentMaskKind.PerGate)], External),
        Model("masks_shared", Sequence(1), [Summing(RecurrentMaskKind.Shared)], External),
        Model("drawn", Sequence(3),
            [
                new LstmSpec("keras", 4) { Family = Family.Keras, Return = ReturnKind.Sequence },
                new RnnSpec("tutorial", 8) { Family = Family.Tutorial, Return = ReturnKind.Sequence },
                new GruSpec("torch", 4),
            ],
            External),
    ];

    /// <summary>Weights of one, no biases: a step adds the masked input and the masked state before.</summary>
    private static CellSpec Summing(RecurrentMaskKind mask) => new("sums", 1, Sums)
    {
        Biases = BiasKind.None,
        KernelInitializer = InitializerKind.Ones,
        RecurrentInitializer = InitializerKind.Ones,
        InputDropout = 0.5f,
        InputDropoutMask = DropoutMaskKind.PerSequence,
        RecurrentDropout = 0.5f,
        RecurrentDropoutMask = mask,
        Return = ReturnKind.Sequence,
        FinalStateOutput = true,
    };

    private static CellTerm Apply(Op operation, params int[] operands) => new CellTerm.Apply(operation, operands);

    private static CellEquations Cell(string[] states, int[] results, params (string Name, CellTerm Term)[] equations) =>
        new("Own", states, equations.Select(e => new CellEquation(e.Name, e.Term)).ToArray(), results);
}
