using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;

namespace Conformance.Cells;

/// <summary>
/// Minimal gated unit (Zhou, Wu, Zhang and Zhou, "Minimal gated unit for recurrent neural networks", 2016), a cell that only these
/// tests know; its candidate multiplies the gated state, so that one product depends on another within a step.
/// <code>
/// f  = σ(W_if·x + b_if + W_hf·h + b_hf)
/// n  = tanh(W_in·x + b_in + W_hn·(f ⊙ h) + b_hn)
/// h' = (1 − f) ⊙ h + f ⊙ n
/// </code>
/// </summary>
internal sealed record MinimalGatedSpec(string Name, int Units) : RecurrentSpec(Name, Units)
{
    protected override string Kind => "MGU";

    protected override int Gates => 2;

    protected override IReadOnlyList<Value> Step(RecurrentCell cell, Value x, IReadOnlyList<Value> states)
    {
        var h = states[0];
        var f = cell.Sigmoid(cell.FromInput(0, x) + cell.FromHidden(0, h), "f");
        var n = cell.Tanh(cell.FromInput(1, x) + cell.FromHidden(1, f * h), "n");
        return [((1 - f) * h) + (f * n)];
    }
}
