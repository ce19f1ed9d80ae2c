using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Long short-term memory.
/// <code>
/// i  = σ(W_ii·x + b_ii + W_hi·h + b_hi + w_ci ⊙ c)
/// f  = σ(W_if·x + b_if + W_hf·h + b_hf + w_cf ⊙ c)    or, coupled, 1 − i
/// g  = tanh(W_ig·x + b_ig + W_hg·h + b_hg)
/// c' = f ⊙ c + i ⊙ g
/// o  = σ(W_io·x + b_io + W_ho·h + b_ho + w_co ⊙ c')
/// h' = o ⊙ tanh(c')                                   or, projected, W_hr·(o ⊙ tanh(c'))
/// </code>
/// The terms with c are peepholes (Gers et al. 2002), there if asked for: weight_ci, weight_cf, weight_co [H]. A projection (Sak et al.
/// 2014) is weight_hr [P, H]; h then has P values and weight_hh P columns, as in PyTorch, while c keeps H. A coupled cell has no rows for f.
/// With layer normalization (Ba et al. 2016) the products W·x and W·h of all gates are normalized, each with a gain and a bias of its own
/// (norm_ih_weight and norm_ih_bias, norm_hh_weight and norm_hh_bias [gates·H]), and so is c' on its way to h' (norm_c_weight, norm_c_bias);
/// there are no other biases then.
/// Gate order i, f, g, o in PyTorch and Keras (which calls g c), i, o, f, g in ONNX (g is its c; its peepholes P lie in the order i, o, f),
/// f, i, g, o in the tutorial. PyTorch has two biases, ONNX Wb and Rb, Keras and the tutorial one. Keras stores transposes.
/// </summary>
public sealed record LstmSpec(string Name, int Units) : GatedSpec(Name, Units)
{
    /// <summary>The activation of c' on its way to h'; null for that of the candidate.</summary>
    public ActivationSpec? CellActivation { get; init; }

    /// <summary>Whether gates see the cell state.</summary>
    public bool Peepholes { get; init; }

    /// <summary>Size of the hidden state where a product makes it; 0 for that of the cell state.</summary>
    public int ProjectionSize { get; init; }

    /// <summary>Whether the cell forgets just what it takes in.</summary>
    public bool CoupledGates { get; init; }

    /// <summary>Whether products and the new cell are normalized.</summary>
    public bool LayerNorm { get; init; }

    /// <summary>Bound of the cell state; 0 for none.</summary>
    public float ClipCell { get; init; }

    /// <summary>Whether the forget gate's bias starts at 1; null for Keras only.</summary>
    [Incidental]
    public bool? UnitForgetBias { get; init; }

    protected override string Cell => "LSTM";

    protected override IReadOnlyList<string> States => ["h", "c"];

    protected override string Order => CoupledGates ? FullOrder.Replace("f", "") : FullOrder;

    protected override IEnumerable<string> Traits
    {
        get
        {
            if (Peepholes) yield return "peepholes";
            if (CoupledGates) yield return "coupled gates";
            if (LayerNorm) yield return "layer norm";
            if (ClipCell > 0) yield return "cell within ±" + ClipCell.ToString("R", CultureInfo.InvariantCulture);
            if (Output != ActivationInForce) yield return "cell " + Output;
        }
    }

    protected internal override int OpenGate => (UnitForgetBias ?? (Family == Family.Keras)) && BiasesInForce != BiasKind.None ? Row('f') : -1;

    protected override BiasKind DefaultBiases => LayerNorm ? BiasKind.None : base.DefaultBiases;

    private string FullOrder => Family switch
    {
        Family.Onnx => "iofg",
        Family.Tutorial => "figo",
        _ => "ifgo",
    };

    private ActivationSpec Output => CellActivation ?? ActivationInForce;

    public override IEnumerable<(string What, string Why)> Contradictions =>
    [
        .. base.Contradictions,
        .. ProjectionSize >= 0 && (ProjectionSize == 0 || ProjectionSize < Units) ? [] : new[]
        {
            ("ProjectionSize = " + ProjectionSize.ToString(CultureInfo.InvariantCulture), "a projection is narrower than the cell state"),
        },
        .. ClipCell >= 0 && !float.IsInfinity(ClipCell) ? [] : new[] { ("ClipCell = " + ClipCell.ToString("R", CultureInfo.InvariantCulture), "a bound is positive and finite") },
        .. LayerNorm && BiasesInForce != BiasKind.None ? new[] { ($"Biases = {Biases}", "the normalizations have biases of their own") } : [],
        .. UnitForgetBias == true && (CoupledGates || BiasesInForce == BiasKind.None) ? new[] { ("UnitForgetBias = true", "the forget gate has no bias") } : [],
    ];

    protected override int SizeOf(string state) => state == "h" && ProjectionSize > 0 ? ProjectionSize : Units;

    protected override IReadOnlyList<Value> Step(RecurrentCell cell, Value x, IReadOnlyList<Value> states)
    {
        var (h, c) = (states[0], states[1]);
        var (fromInput, fromHidden) = LayerNorm ? cell.NormalizedGates(x, h) : default;
        var i = cell.Gate(GateActivation, Sum('i', c), "i");
        var f = CoupledGates ? 1 - i : cell.Gate(GateActivation, Sum('f', c), "f");
        var g = cell.Gate(ActivationInForce, Sum('g', null), "g");
        var next = (f * c) + (i * g);
        if (ClipCell > 0) next = cell.Clip(next, ClipCell);
        var o = cell.Gate(GateActivation, Sum('o', next), "o");
        var y = o * cell.Activate(Output, LayerNorm ? cell.Normalize("norm_c", next)[0] : next, "tanh_c");
        return [ProjectionSize > 0 ? cell.Project(y.Named(cell.Name("y_full"))) : y, next];

        Value Sum(char gate, Value? seen)
        {
            var row = Row(gate);
            var sum = LayerNorm ? fromInput![row] + fromHidden![row] : cell.FromInput(row, x) + cell.FromHidden(row, h);
            return Peepholes && seen is not null ? sum + (cell.Vector("weight_c" + gate) * seen) : sum;
        }
    }
}
