using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Layers;

/// <summary>Softmax over the columns of every row.</summary>
internal static class Softmax
{
    /// <summary>
    /// <c>exp(x − max x) / Σ exp(x − max x)</c> where the mask is 1, and 0 elsewhere; a row without any 1 is all zeros. The largest
    /// exponential is 1, so that the bound of the denominator is reached by such rows only.
    /// </summary>
    public static Value Of(Value x, Value? mask = null)
    {
        var graph = x.Builder;
        if (mask is null)
        {
            var all = graph.Unary(Op.Exp, x - graph.MaxColumns(x));
            return all * Inverse(graph.SumColumns(all));
        }

        // What does not count takes no part in the maximum either: a far larger number would leave nothing of the others.
        var counted = graph.Select(mask, x, graph.Constant(-1e30));
        var exponentials = graph.Select(mask, graph.Unary(Op.Exp, counted - graph.MaxColumns(counted)), graph.Constant(0));
        return exponentials * Inverse(graph.Binary(Op.Max, graph.SumColumns(exponentials), graph.Constant(0.5)));
    }

    private static Value Inverse(Value x) => x.Builder.Binary(Op.Divide, x.Builder.Constant(1), x);
}
