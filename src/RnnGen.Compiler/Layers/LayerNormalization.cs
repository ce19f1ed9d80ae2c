using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Layer normalization (Ba, Kiros and Hinton 2016): <c>y = gain ⊙ (a − mean) / √(variance + 10⁻⁵) + bias</c>, mean and variance taken over
/// the columns of a row, here over all gates together. PyTorch's LayerNorm has the same ε and starts from gain 1 and bias 0.
/// </summary>
internal static class LayerNormalization
{
    private const double Epsilon = 1e-5;

    /// <summary>Normalizes planes of one extent as if they lay side by side.</summary>
    /// <param name="layer">Where the gain and the bias are declared.</param>
    /// <param name="name">The parameters' names, but for _weight and _bias.</param>
    /// <param name="suffix">The end of the parameters' names.</param>
    /// <param name="parts">What is normalized.</param>
    public static Value[] Apply(LayerContext layer, string name, string suffix, params Value[] parts)
    {
        var (graph, columns) = (layer.Graph, parts[0].Shape.Columns);
        var length = parts.Length * columns.Size;
        var gain = layer.Vector($"{name}_weight{suffix}", length, new InitializerSpec.Constant(1));
        var bias = layer.Vector($"{name}_bias{suffix}", length, new InitializerSpec.Constant(0));
        var mean = Mean(parts);
        Value[] centered = [.. parts.Select(part => part - mean)];
        var deviation = graph.Unary(Op.Sqrt, Mean([.. centered.Select(part => part * part)]) + graph.Constant(Epsilon));
        return
        [
            .. centered.Select((part, i) => (graph.Bias(gain, i * columns.Size, columns) * graph.Binary(Op.Divide, part, deviation)) + graph.Bias(bias, i * columns.Size, columns)),
        ];

        Value Mean(Value[] values) => (1.0 / length) * values.Select(graph.SumColumns).Aggregate((a, b) => a + b);
    }
}
