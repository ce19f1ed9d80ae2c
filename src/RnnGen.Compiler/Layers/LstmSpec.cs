using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Long short-term memory without peepholes (PyTorch, cuDNN, Keras).
/// <code>
/// i  = σ(W_ii·x + b_ii + W_hi·h + b_hi)
/// f  = σ(W_if·x + b_if + W_hf·h + b_hf)
/// g  = tanh(W_ig·x + b_ig + W_hg·h + b_hg)
/// o  = σ(W_io·x + b_io + W_ho·h + b_ho)
/// c' = f ⊙ c + i ⊙ g
/// h' = o ⊙ tanh(c')
/// </code>
/// Gate order i, f, g, o as in PyTorch and Keras; ONNX stores i, o, f, c. Not supported: peepholes, projection, clipping.
/// </summary>
public sealed record LstmSpec(string Name, int Units) : RecurrentSpec(Name, Units)
{
    protected override string Kind => "LSTM";

    protected override IReadOnlyList<string> States => ["h", "c"];

    protected override int Gates => 4;

    protected override IReadOnlyList<Value> Step(RecurrentCell cell, Value x, IReadOnlyList<Value> states)
    {
        var (h, c) = (states[0], states[1]);
        var i = cell.Sigmoid(cell.FromInput(0, x) + cell.FromHidden(0, h), "i");
        var f = cell.Sigmoid(cell.FromInput(1, x) + cell.FromHidden(1, h), "f");
        var g = cell.Tanh(cell.FromInput(2, x) + cell.FromHidden(2, h), "g");
        var o = cell.Sigmoid(cell.FromInput(3, x) + cell.FromHidden(3, h), "o");
        var next = (f * c) + (i * g);
        return [o * cell.Tanh(next, "tanh_c"), next];
    }
}
