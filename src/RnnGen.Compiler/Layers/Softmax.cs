using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Layers;

/// <summary>Softmax by its equations, for layers that weigh with it.</summary>
internal static class Softmax
{
    /// <summary>
    /// Softmax over the columns, <c>exp(x − max x) / Σ exp(x − max x)</c>, where the mask is 1, and 0 elsewhere; a row without any 1 is all
    /// zeros. The largest exponential is 1, so that the bound of the denominator is reached by such rows only.
    /// </summary>
    public static Value Of(GraphBuilder graph, Value x, Value? mask = null)
    {
        if (mask is null)
        {
            var all = graph.Unary(Op.Exp, x - graph.MaxColumns(x));
            return graph.Binary(Op.Divide, all, graph.SumColumns(all));
        }

        // What does not count takes no part in the maximum either: a far larger number would leave nothing of the others.
        var counted = graph.Select(mask, x, graph.Constant(-1e30));
        var exponentials = graph.Select(mask, graph.Unary(Op.Exp, counted - graph.MaxColumns(counted)), graph.Constant(0));
        return graph.Binary(Op.Divide, exponentials, graph.Binary(Op.Max, graph.SumColumns(exponentials), graph.Constant(0.5)));
    }
}
