using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015), of every column by itself: <c>y = (x − mean) / √(variance + ε) ⊙ w + b</c>. In training, mean
/// and biased variance are those of the batch, over all samples and steps that count, and the buffers follow them,
/// <c>running ← running + rate · (batch − running)</c>; in prediction, in streams and in a frozen layer they are the running values.
/// PyTorch's BatchNorm1d, whose running variance takes the unbiased one; Keras' BatchNormalization over all axes but the last. weight, bias,
/// running_mean and running_var [features] start from 1, 0, 0 and 1; Keras calls the first two gamma and beta.
/// Not supported: a cumulative average (PyTorch's momentum=None), weight or bias alone.
/// </summary>
public sealed record BatchNormSpec(string Name) : LayerSpec(Name)
{
    /// <summary>Whose defaults, momentum and running variance it has.</summary>
    public Family Family { get; init; }

    /// <summary>ε; null for the family's.</summary>
    public double? Epsilon { get; init; }

    /// <summary>The share of a batch in the running values, or, for Keras and ONNX, that of what they were before; null for the family's.</summary>
    [Incidental]
    public double? Momentum { get; init; }

    /// <summary>Whether there are weight and bias.</summary>
    public bool Affine { get; init; } = true;

    private double EpsilonInForce => Epsilon ?? (Family == Family.Keras ? 1e-3 : 1e-5);

    private double MomentumInForce => Momentum ?? Family switch { Family.Keras => 0.99, Family.Onnx => 0.9, _ => 0.1 };

    private bool KeepsOld => Family is Family.Keras or Family.Onnx;

    protected override Flow Lower(LayerContext layer, Flow input)
    {
        var (graph, x, columns) = (layer.Graph, input.Value, input.Value.Shape.Columns);
        layer.Expect(EpsilonInForce > 0 && !double.IsInfinity(EpsilonInForce), SpecRule.Contradiction, $"Epsilon = {Text(EpsilonInForce)}", "ε has to be positive and finite");
        layer.Expect(MomentumInForce is >= 0 and <= 1, SpecRule.Contradiction, $"Momentum = {Text(MomentumInForce)}", "it is a share, from 0 to 1");
        var weight = Affine ? layer.Vector("weight", columns.Size, new InitializerSpec.Constant(1)) : null;
        var bias = Affine ? layer.Vector("bias", columns.Size, new InitializerSpec.Constant(0)) : null;
        var runningMean = layer.Buffer("running_mean", columns.Size, new InitializerSpec.Constant(0));
        var runningVariance = layer.Buffer("running_var", columns.Size, new InitializerSpec.Constant(1));

        var (mean, variance) = layer.Training && Trainable
            ? OfBatch(layer, input, runningMean, runningVariance)
            : (graph.Bias(runningMean, 0, columns), graph.Bias(runningVariance, 0, columns));
        var deviation = graph.Unary(Op.Sqrt, variance + graph.Constant(EpsilonInForce));
        var scale = graph.Binary(Op.Divide, graph.Constant(1), deviation).Named(layer.Name("scale"));
        var y = ((x - mean) * scale).Named(layer.Name("normal"));
        if (weight is not null && bias is not null) y = ((y * graph.Bias(weight, 0, columns)) + graph.Bias(bias, 0, columns)).Named(layer.Name("y"));
        layer.Describe($"BatchNorm {columns}", y);
        return input.With(y);
    }

    /// <summary>Mean and variance of what counts. Of a single row the variance is 0; a batch without any leaves the running values.</summary>
    private (Value Mean, Value Variance) OfBatch(LayerContext layer, Flow input, ParameterTensor runningMean, ParameterTensor runningVariance)
    {
        var (graph, x, mask) = (layer.Graph, input.Value, input.Mask);
        Value one = graph.Constant(1), rate = graph.Constant(KeepsOld ? 1 - MomentumInForce : MomentumInForce);
        var counted = mask is null ? graph.Binary(Op.Divide, one, graph.InverseCount(Shape.Plane(Dimension.Column, x.Shape.Axis))) : graph.Sum(mask);
        if (mask is not null) rate *= graph.Binary(Op.Min, counted, one);
        var count = graph.Binary(Op.Max, counted, one).Named(layer.Name("count"));

        // Two passes: the squares of what is left of the mean have no digits to lose.
        var mean = graph.Binary(Op.Divide, graph.SumRows(Counting(x)), count).Named(layer.Name("mean"));
        var centered = (x - mean).Named(layer.Name("centered"));
        var squares = graph.SumRows(Counting(centered * centered)).Named(layer.Name("squares"));
        var variance = graph.Binary(Op.Divide, squares, count).Named(layer.Name("variance"));
        var unbiased = graph.Binary(Op.Divide, squares, graph.Binary(Op.Max, counted - one, one));
        Follow(runningMean, mean, "running_mean");
        Follow(runningVariance, KeepsOld ? variance : unbiased, "running_var");
        return (mean, variance);

        Value Counting(Value rows) => mask is null ? rows : rows * mask;

        void Follow(ParameterTensor buffer, Value batch, string name)
        {
            var running = graph.Bias(buffer, 0, batch.Shape.Columns).Named(layer.Name(name));
            layer.Update(buffer, (running + (rate * (batch - running))).Named(layer.Name(name + "_next")));
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
