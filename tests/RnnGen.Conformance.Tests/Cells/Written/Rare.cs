using RnnGen.Cells;

namespace Conformance.Cells.Written;

/// <summary>Everything that cells may be written with and that no cell of the literature has all of; the third state is only handed on.</summary>
internal sealed class Rare : Cell
{
    private const double Leak = 1.0 / 8;

    public static (CellVector Output, CellVector Slow, CellVector Fixed) Step(CellInput x, CellVector h, CellVector slow, CellVector @fixed, CellWeights w)
    {
        var decay = Exp(-Exp(w.Vector("decay")));
        var scale = w.Vector("scale") * w.Vector("scale") + 1;
        CellVector a = w.Input("a", x), b = -w.Input("b", x) + Leak * h;
        var blend = Mix(w: decay, b: Shrink(a), a: Relu(b)) / (2 + Abs(slow));
        const int two = 2;
        var bound = Max(-1, Min(blend * scale, 1)) - Min(a, 0.5) + Max(b, @fixed) / two;
        var named = HardSigmoid(a, beta: 0.4) + HardSigmoidClassic(b) * HardTanh(a) + Softsign(b) + Softplus(a) + GeluTanh(b) + Elu(b, alpha: 0.5) + LeakyRelu(a);
        var more = Selu(b) + Swish(a) + ScaledTanh(b, 1.5) + Exponential(-Softplus(a)) + Log(2 + a * a) + Sqrt(1 + b * b) + Min(a, b) + Max(0.25, a);
        var next = Mix(slow, Tanh(0.1 * named + 0.1 * more), decay);
        return (Tanh(w.Hidden("u", bound) + w.Vector("decay")), next, @fixed);
    }

    private static CellVector Mix(CellVector a, CellVector b, CellVector w)
    {
        var kept = w * a;
        return kept + (1 - w) * b;
    }

    private static CellVector Shrink(CellVector v) => v / (1 + Abs(v));
}

/// <summary>Locals with the names that generated code has for itself.</summary>
internal sealed class Awkward : Cell
{
    public static (CellVector, CellVector) Step(CellInput x, CellVector batch, CellVector row, CellWeights steps)
    {
        var unit = Sigmoid(steps.Input("row", x) + steps.Hidden("unit", batch));
        var at = Tanh(steps.Input("at", x) + steps.Hidden("at", unit * row));
        var batchIn = at * unit;
        var atOut = batchIn * row;
        var rows = Tanh(steps.Hidden("rows", atOut) + steps.Hidden("packed", batchIn));
        var packed = rows * unit;
        var left = packed + 0.5 * rows;
        var @float = left - batchIn;
        var dAt = @float * left;
        var value = Tanh(dAt + packed);
        var first = value + row;
        var count = Tanh(steps.Hidden("dUnit", first));
        var arena = count * value;
        var weights = arena + atOut;
        return (weights, Tanh(first * rows));
    }
}

/// <summary>Independently recurrent (Li et al. 2018): no product with the state.</summary>
internal sealed class IndRnn : Cell
{
    public static CellVector Step(CellInput x, CellVector h, CellWeights w) => Relu(w.Input("h", x) + w.Vector("weight_hh_diagonal") * h);
}

/// <summary>No memory at all.</summary>
internal sealed class Memoryless : Cell
{
    public static CellVector Step(CellInput x, CellVector h, CellWeights w) => Tanh(w.Input("h", x));
}
