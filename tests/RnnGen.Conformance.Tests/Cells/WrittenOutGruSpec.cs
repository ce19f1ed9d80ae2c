using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;

namespace Conformance.Cells;

/// <summary>
/// The gated recurrent unit from the equations of PyTorch's documentation, written without a look at the compiler's own:
/// r = σ(W_ir x + b_ir + W_hr h + b_hr), z likewise, n = tanh(W_in x + b_in + r ∘ (W_hn h + b_hn)), h' = (1 − z) ∘ n + z ∘ h.
/// </summary>
internal sealed record WrittenOutGruSpec(string Name, int Units) : RecurrentSpec(Name, Units)
{
    private enum Gate
    {
        Reset,
        Update,
        New,
    }

    protected override string Kind => "GRU";

    protected override int Gates => Enum.GetValues<Gate>().Length;

    protected override IReadOnlyList<Value> Step(RecurrentCell cell, Value x, IReadOnlyList<Value> states)
    {
        var hidden = states[0];
        Value Input(Gate gate) => cell.FromInput((int)gate, x);
        Value Hidden(Gate gate) => cell.FromHidden((int)gate, hidden);

        var reset = cell.Sigmoid(Input(Gate.Reset) + Hidden(Gate.Reset), "r");
        var update = cell.Sigmoid(Input(Gate.Update) + Hidden(Gate.Update), "z");
        var recalled = Hidden(Gate.New).Named(cell.Name("hn"));
        var candidate = cell.Tanh(Input(Gate.New) + (reset * recalled), "n");
        return [((1 - update) * candidate) + (update * hidden)];
    }
}
