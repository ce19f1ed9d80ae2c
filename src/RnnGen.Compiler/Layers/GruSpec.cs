using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Gated recurrent unit, reset after the product (PyTorch, cuDNN, Keras' default).
/// <code>
/// r  = σ(W_ir·x + b_ir + W_hr·h + b_hr)
/// z  = σ(W_iz·x + b_iz + W_hz·h + b_hz)
/// n  = tanh(W_in·x + b_in + r ⊙ (W_hn·h + b_hn))
/// h' = (1 − z) ⊙ n + z ⊙ h
/// </code>
/// Gate order r, z, n as in PyTorch; Keras and ONNX store z, r, h. Not supported: reset before the product.
/// </summary>
public sealed record GruSpec(string Name, int Units) : RecurrentSpec(Name, Units)
{
    protected override string Kind => "GRU";

    protected override int Gates => 3;

    protected override IReadOnlyList<Value> Step(RecurrentCell cell, Value x, IReadOnlyList<Value> states)
    {
        var h = states[0];
        var r = cell.Sigmoid(cell.FromInput(0, x) + cell.FromHidden(0, h), "r");
        var z = cell.Sigmoid(cell.FromInput(1, x) + cell.FromHidden(1, h), "z");
        var hn = cell.FromHidden(2, h).Named(cell.Name("hn"));
        var n = cell.Tanh(cell.FromInput(2, x) + (r * hn), "n");
        return [((1 - z) * n) + (z * h)];
    }
}
