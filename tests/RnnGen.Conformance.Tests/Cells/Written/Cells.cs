using RnnGen.Cells;

namespace Conformance.Cells.Written;

/// <summary>The minimal gated unit, as <see cref="MinimalGatedSpec"/> has it.</summary>
internal sealed class MGU : Cell
{
    public static CellVector Step(CellInput x, CellVector h, CellWeights w)
    {
        var f = Sigmoid(w.Input("f", x) + w.Hidden("f", h));
        var n = Tanh(w.Input("n", x) + w.Hidden("n", f * h));
        return ((1 - f) * h) + (f * n);
    }
}

/// <summary>PyTorch's gated recurrent unit.</summary>
internal sealed class GRU : Cell
{
    public static CellVector Step(CellInput x, CellVector h, CellWeights w)
    {
        var r = Sigmoid(w.Input("r", x) + w.Hidden("r", h));
        var z = Sigmoid(w.Input("z", x) + w.Hidden("z", h));
        var hn = w.Hidden("n", h);
        var n = Tanh(w.Input("n", x) + (r * hn));
        return ((1 - z) * n) + (z * h);
    }
}

/// <summary>Long short-term memory whose gates see the cell state.</summary>
internal sealed class LSTM : Cell
{
    public static (CellVector, CellVector) Step(CellInput x, CellVector h, CellVector c, CellWeights w)
    {
        var i = Sigmoid(Sum("i", x, h, w) + (w.Vector("weight_ci") * c));
        var f = Sigmoid(Sum("f", x, h, w) + (w.Vector("weight_cf") * c));
        var g = Tanh(Sum("g", x, h, w));
        var next = (f * c) + (i * g);
        var o = Sigmoid(Sum("o", x, h, w) + (w.Vector("weight_co") * next));
        return (o * Tanh(next), next);
    }

    private static CellVector Sum(string gate, CellInput x, CellVector h, CellWeights w) => w.Input(gate, x) + w.Hidden(gate, h);
}
