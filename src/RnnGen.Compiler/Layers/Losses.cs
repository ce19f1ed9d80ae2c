using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// The losses by their equations, on logits where a probability would lose digits. A loss has a value per row (and column); padded
/// rows count neither in the sum nor in what it is divided by.
/// </summary>
internal static class Losses
{
    /// <summary>The loss of an output against the caller's target, a number.</summary>
    public static Value Of(LossSpec loss, Flow output, TensorId target)
    {
        var (y, graph) = (output.Value, output.Value.Builder);
        if (loss.Kind == LossKind.CrossEntropyWithLogits) return CrossEntropy(loss, output, graph.Tokens(target, y.Shape.Axis), target.Name);
        var t = graph.Input(target, 0, y.Shape.Columns, y.Shape.Axis);

        // Where nothing is wanted the target may be no number, which the gradient would multiply by 0.
        if (output.Mask is { } mask) t = graph.Select(mask, t, graph.Constant(0)).Named(target.Name + "_cleared");
        return Reduce(loss, Elements(loss, y, t), output.Mask, y.Shape.Columns.Size);
    }

    private static Value Elements(LossSpec loss, Value y, Value t)
    {
        var graph = y.Builder;
        if (loss.Kind == LossKind.BinaryCrossEntropyWithLogits)
        {
            // −t·log σ(y) − (1 − t)·log(1 − σ(y)) with log σ(y) = −softplus(−y), which keeps its digits where σ(y) is nearly 1; a weight w of
            // positive targets multiplies the first term.
            var unlikely = graph.Unary(Op.Softplus, -y);
            return ((1 - t) * y) + (loss.PositiveWeight == 1 ? unlikely : (((loss.PositiveWeight - 1) * t) + graph.Constant(1)) * unlikely);
        }

        var error = (y - t).Named("error");
        if (loss.Kind == LossKind.MeanSquaredError) return error * error;
        var distance = graph.Unary(Op.Abs, error);
        if (loss.Kind == LossKind.MeanAbsoluteError) return distance;
        var near = graph.Binary(Op.Min, distance, graph.Constant(loss.Delta));
        return near * (distance - (0.5 * near));
    }

    /// <summary>
    /// −Σ q·w·log softmax(y) for the wanted distribution q, 1 at the class or smoothed, and the weights w of the classes;
    /// log softmax(y) = shifted − log Σ exp(shifted). The mean divides by the weights of the labels, as PyTorch's does.
    /// </summary>
    private static Value CrossEntropy(LossSpec loss, Flow output, Value labels, string target)
    {
        var (y, graph) = (output.Value, output.Value.Builder);
        var classes = y.Shape.Columns;
        var shifted = (y - graph.MaxColumns(y)).Named("shifted");
        var logSum = graph.Unary(Op.Log, graph.SumColumns(graph.Unary(Op.Exp, shifted))).Named("log_sum");
        var wanted = graph.OneHot(labels, classes).Named("wanted");
        var surprise = logSum - shifted;
        var weights = loss.ClassWeights.Count > 0 ? graph.Constants(loss.ClassWeights, Identifier.Pascal(target) + "Weight") : null;
        if (weights is not null) surprise = (weights * surprise).Named("surprise");

        // Not a product: the surprise of a class that is not wanted may be infinite.
        var own = graph.SumColumns(graph.Select(wanted, surprise, graph.Constant(0)));
        if (loss.LabelSmoothing > 0)
            own = ((1 - loss.LabelSmoothing) * own) + ((loss.LabelSmoothing / classes.Size) * graph.SumColumns(surprise));
        var kept = loss.IgnoreIndex is { } ignored ? graph.TokenMask(labels, ignored) : null;
        kept = kept is null ? output.Mask : output.Mask is null ? kept : kept * output.Mask;
        return weights is null ? Reduce(loss, own, kept, 1) : Reduce(loss, own, kept, graph.SumColumns(weights * wanted));
    }

    /// <summary>The sum over the rows that count, or their mean.</summary>
    private static Value Reduce(LossSpec loss, Value elements, Value? kept, int columns)
    {
        var graph = elements.Builder;
        if (kept is null) return loss.Mean ? graph.Mean(elements) : graph.Sum(elements);
        var sum = graph.Sum(graph.Select(kept, elements, graph.Constant(0)));
        return loss.Mean ? Mean(sum, columns * graph.Sum(kept)) : sum;
    }

    /// <summary>The same for rows of different weights, by which the mean divides.</summary>
    private static Value Reduce(LossSpec loss, Value elements, Value? kept, Value weights)
    {
        var graph = elements.Builder;
        if (kept is not null) (elements, weights) = (graph.Select(kept, elements, graph.Constant(0)), weights * kept);
        return loss.Mean ? Mean(graph.Sum(elements), graph.Sum(weights)) : graph.Sum(elements);
    }

    /// <summary>Where nothing counts, there is nothing to learn: the loss is 0, and so are its gradients. (PyTorch gives NaN.)</summary>
    private static Value Mean(Value sum, Value count)
    {
        var graph = sum.Builder;
        return graph.Binary(Op.Divide, sum, graph.Select(graph.Binary(Op.Greater, count, graph.Constant(0)), count, graph.Constant(1)));
    }
}
