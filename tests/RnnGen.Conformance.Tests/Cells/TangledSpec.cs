using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;

namespace Conformance.Cells;

/// <summary>
/// No cell from the literature, but one whose values are read in every way a compiler could trip over: a product that starts from its
/// own operand, two that start from one value, a value read by products and equations at once, a state handed on unchanged, and one
/// that is computed outside the loop over time.
/// <code>
/// s  = tanh(W_0·x + b_0 + U_0·h + c_0)
/// p  = s + U_1·s + c_1
/// q  = s + U_2·s + c_2
/// h' = ½·(tanh(p ⊙ q) + k) + ¼·m
/// k' = h
/// m' = W_3·x + b_3
/// </code>
/// </summary>
internal sealed record TangledSpec(string Name, int Units) : RecurrentSpec(Name, Units)
{
    protected override string Kind => "Tangled";

    protected override IReadOnlyList<string> States => ["h", "k", "m"];

    protected override int Gates => 4;

    protected override IReadOnlyList<Value> Step(RecurrentCell cell, Value x, IReadOnlyList<Value> states)
    {
        var (h, k, m) = (states[0], states[1], states[2]);
        var s = cell.Tanh(cell.FromInput(0, x) + cell.FromHidden(0, h), "s");
        var p = s + cell.FromHidden(1, s);
        var q = s + cell.FromHidden(2, s);
        return [(0.5 * (cell.Tanh(p * q, "t") + k)) + (0.25 * m), h, cell.FromInput(3, x)];
    }
}
