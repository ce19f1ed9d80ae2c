using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Layer normalisation (Ba, Kiros, Hinton 2016), of every row by itself: <c>y = (x − mean x) / √(var x + ε) ⊙ w + b</c> with the biased
/// variance. PyTorch's LayerNorm, weight and bias [features]; Keras calls them gamma and beta. They start from ones and zeros.
/// Not supported: normalising over several axes, leaving out weight or bias.
/// </summary>
public sealed record LayerNormSpec(string Name) : LayerSpec(Name)
{
    /// <summary>ε: PyTorch's 10⁻⁵, Keras' 10⁻³.</summary>
    public double Epsilon { get; init; } = 1e-5;

    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.RequireNumbers(input, "LayerNorm");
        layer.Expect(Epsilon > 0 && !double.IsInfinity(Epsilon), SpecRule.Contradiction, $"Epsilon = {Epsilon.ToString("R", CultureInfo.InvariantCulture)}", "ε has to be positive and finite");
        layer.Expect(input.Value.Shape.Columns.Size > 1, SpecRule.Contradiction, "[LayerNorm]", "its input has one value, which is its own mean: nothing of it would be left");
        var output = Normalize(layer, input.Value, Epsilon);
        layer.Describe($"LayerNorm {input.Value.Shape.Columns}", output);
        return input.With(output);
    }

    /// <summary>The equations, for layers that normalise on the way; the parameters' names begin with <paramref name="prefix"/>.</summary>
    internal static Value Normalize(LayerContext layer, Value x, double epsilon, string prefix = "")
    {
        var (graph, columns) = (layer.Graph, x.Shape.Columns);
        var weight = layer.Vector(prefix + "weight", columns.Size, new InitializerSpec.Constant(1));
        var bias = layer.Vector(prefix + "bias", columns.Size, new InitializerSpec.Constant(0));
        var share = 1.0 / columns.Size;
        string Letter(string letter) => layer.Name(prefix.Replace('.', '_') + letter);

        var centered = (x - (share * graph.SumColumns(x))).Named(Letter("centered"));
        var variance = (share * graph.SumColumns(centered * centered)).Named(Letter("variance"));
        var deviation = graph.Unary(Op.Sqrt, variance + graph.Constant(epsilon));
        var normal = (centered * graph.Binary(Op.Divide, graph.Constant(1), deviation)).Named(Letter("normal"));
        return ((normal * graph.Bias(weight, 0, columns)) + graph.Bias(bias, 0, columns)).Named(Letter("y"));
    }
}
