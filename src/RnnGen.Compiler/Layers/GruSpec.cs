using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Gated recurrent unit.
/// <code>
/// r  = σ(W_ir·x + b_ir + W_hr·h + b_hr)
/// z  = σ(W_iz·x + b_iz + W_hz·h + b_hz)
/// n  = tanh(W_in·x + b_in + r ⊙ (W_hn·h + b_hn))     reset after the product: PyTorch, cuDNN, Keras
/// n  = tanh(W_in·x + b_in + W_hn·(r ⊙ h) + b_hn)     reset before it: Cho et al. 2014, ONNX, the tutorial
/// h' = (1 − z) ⊙ n + z ⊙ h                           z keeps the old state: PyTorch, Keras, ONNX
/// h' = (1 − z) ⊙ h + z ⊙ n                           z takes the new one: Chung et al. 2014, the tutorial
/// </code>
/// Gate order r, z, n in PyTorch and the tutorial, z, r, n in Keras and ONNX. PyTorch has two biases; Keras two with the reset after the
/// product (the rows of its bias [2, 3H]) and else one; ONNX two (Wb and Rb, one after the other in B); the tutorial none. Keras stores
/// kernel and recurrent_kernel as transposes of weight_ih and weight_hh.
/// </summary>
public sealed record GruSpec(string Name, int Units) : GatedSpec(Name, Units)
{
    /// <summary>Whether the reset gate acts on the product rather than on the state before it; null for the family's way.</summary>
    public bool? ResetAfter { get; init; }

    /// <summary>What an open update gate does; null for the family's way.</summary>
    public UpdateGateKind? UpdateGate { get; init; }

    protected override string Cell => "GRU";

    protected override string Order => Family is Family.Keras or Family.Onnx ? "zrn" : "rzn";

    protected override BiasKind DefaultBiases => Family switch
    {
        Family.Tutorial => BiasKind.None,
        Family.Keras => IsResetAfter ? BiasKind.Two : BiasKind.One,
        _ => BiasKind.Two,
    };

    protected override IEnumerable<string> Traits =>
    [
        .. IsResetAfter == DefaultResetAfter ? [] : new[] { IsResetAfter ? "reset after" : "reset before" },
        .. Update == DefaultUpdate ? [] : new[] { Update == UpdateGateKind.TakesNew ? "z takes new" : "z keeps old" },
    ];

    private bool DefaultResetAfter => Family is Family.PyTorch or Family.Keras;

    private bool IsResetAfter => ResetAfter ?? DefaultResetAfter;

    private UpdateGateKind DefaultUpdate => Family == Family.Tutorial ? UpdateGateKind.TakesNew : UpdateGateKind.KeepsOld;

    private UpdateGateKind Update => UpdateGate ?? DefaultUpdate;

    protected override IReadOnlyList<Value> Step(RecurrentCell cell, Value x, IReadOnlyList<Value> states)
    {
        var h = states[0];
        var (reset, update, candidate) = (Row('r'), Row('z'), Row('n'));
        var r = cell.Gate(GateActivation, cell.FromInput(reset, x) + cell.FromHidden(reset, h), "r");
        var z = cell.Gate(GateActivation, cell.FromInput(update, x) + cell.FromHidden(update, h), "z");
        var hn = cell.FromHidden(candidate, IsResetAfter ? h : r * h).Named(cell.Name("hn"));
        var n = cell.Gate(ActivationInForce, cell.FromInput(candidate, x) + (IsResetAfter ? r * hn : hn), "n");
        return [Update == UpdateGateKind.KeepsOld ? ((1 - z) * n) + (z * h) : ((1 - z) * h) + (z * n)];
    }
}
