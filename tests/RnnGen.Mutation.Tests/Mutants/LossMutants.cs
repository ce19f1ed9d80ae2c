namespace Mutation.Mutants;

/// <summary>What could be wrong in the losses.</summary>
internal static class LossMutants
{
    private const string Losses = "Layers/Losses.cs", Judging = "Layers/Judging.cs";
    private const string Classes = "losses fixture, classes", Bits = "losses fixture, bits", Numbers = "losses fixture, numbers", Weighed = "weighed classes by loops";

    public static IEnumerable<Mutant> List =>
    [
        new("loss: squared error", Losses, "return error * error;", "return 0.5 * (error * error);", "PyTorch's has no half", Numbers),
        new("loss: sign of the error", Losses, "(y - t).Named(\"error\")", "(t - y).Named(\"error\")", "squares and absolute values do not know the sign", Numbers) { Equivalent = true },
        new("loss: Huber beyond delta", Losses, "graph.Binary(Op.Min, distance", "graph.Binary(Op.Max, distance", "a parabola near zero, lines beyond", Numbers),
        new("loss: Huber's half", Losses, "near * (distance - (0.5 * near))", "near * (distance - near)", "½e² near zero", Numbers),
        new("loss: bits", Losses, "graph.Unary(Op.Softplus, -y)", "graph.Unary(Op.Softplus, y)", "a wanted bit makes a large logit cheap", Bits),
        new("loss: weight of positives", Losses, "((loss.PositiveWeight - 1) * t)", "(loss.PositiveWeight * t)", "1 + (w − 1)·t", Bits),
        new("loss: weighted bits", Losses, "((1 - t) * y)", "(t * y)", "an unwanted bit makes a large logit dear", Bits),
        new("loss: overflow", Losses, "(y - graph.MaxColumns(y)).Named(\"shifted\")", "(graph.Constant(1) * y).Named(\"shifted\")", "exponents are shifted, or they overflow", "large logits"),
        new("loss: surprise", Losses, "logSum - shifted", "shifted - logSum", "a loss is −log of a probability", Classes),
        new("loss: own class", Losses, "(1 - loss.LabelSmoothing) * own", "1 * own", "smoothing takes from the own class", Classes),
        new("loss: smoothing", Losses, "loss.LabelSmoothing / classes.Size", "loss.LabelSmoothing", "what is taken is spread over all classes", Classes),
        new("loss: ignored class", Losses, "graph.TokenMask(labels, ignored) : null", "output.Mask : null", "an ignored label is no part of the mean", Classes),
        new("loss: masked sum", Losses, "graph.Sum(graph.Select(kept, elements, graph.Constant(0)))", "graph.Sum(elements)", "steps that do not count add nothing", "labelled steps by loops"),
        new("loss: masked mean", Losses, "columns * graph.Sum(kept)", "graph.Sum(kept)", "a mean is over all columns of the rows that count", "masked tokens by loops"),
        new("loss: nothing counts", Losses, "graph.Select(graph.Binary(Op.Greater, count, graph.Constant(0)), count, graph.Constant(1))", "count", "of nothing the loss is 0", "nothing that counts"),
        new("loss: sum", Losses, "loss.Mean ? graph.Mean(elements) : graph.Sum(elements)", "graph.Mean(elements)", "a sum where a sum is wanted", Numbers),
        new("loss: masked sum of all", Losses, "return loss.Mean ? Mean(sum, columns * graph.Sum(kept)) : sum;", "return Mean(sum, columns * graph.Sum(kept));", "a sum where a sum is wanted", Classes),
        new("loss: Huber's delta", Losses, "graph.Constant(loss.Delta)", "graph.Constant(1)", "lines begin where they were declared to", "bounded errors by loops"),
        new("loss: class weights", Losses, "weights is not null) surprise = (weights * surprise)", "weights is not null) surprise = (1 * surprise)", "classes have weights", Weighed),
        new("loss: mean of weighed classes", Losses, "graph.SumColumns(weights * wanted)", "graph.SumColumns(graph.Binary(Op.Divide, weights, weights) * wanted)", "a mean is divided by the weights of the labels", Weighed),
        new("loss: weights that count", Losses, "graph.Constant(0)), weights * kept)", "graph.Constant(0)), weights)", "labels that do not count weigh nothing", Weighed),
        new("loss: weight", Judging, "if (_losses[i].Weight != 1) value = _losses[i].Weight * value;", "", "losses have weights", Numbers),
        new("loss: several", Judging, "sum is null ? value : sum + value", "value", "losses add up", Numbers),
    ];
}
