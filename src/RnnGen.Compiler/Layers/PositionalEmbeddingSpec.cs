using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Adds to every step a learned row of its number: <c>y[t] = x[t] + E[t]</c>, weight [maxSteps, features] drawn from N(0, 0.02²), as for BERT and
/// GPT-2. KerasHub's PositionEmbedding; PyTorch's Embedding of the positions. Not supported: streams, where a step does not know its number.
/// </summary>
public sealed record PositionalEmbeddingSpec(string Name, int MaxSteps) : LayerSpec(Name)
{
    protected override Flow Lower(LayerContext layer, Flow input)
    {
        layer.Require(MaxSteps > 0, SpecRule.SizeNotPositive, "maxSteps", Text(MaxSteps));
        layer.RequireSequence(input);
        var (x, axis) = (input.Value, input.Value.Shape.Axis!);
        layer.Require(layer.MaxSteps(axis) <= MaxSteps, SpecRule.Contradiction, $"maxSteps = {Text(MaxSteps)}", $"its input has {Text(layer.MaxSteps(axis))} steps; the table needs a row for each");
        var steps = new Dimension(Identifier.Pascal(Name) + "Position", MaxSteps);
        var table = layer.Graph.Weights(layer.Matrix("weight", MaxSteps, x.Shape.Columns.Size, new InitializerSpec.Normal(0, 0.02)), 0, steps, x.Shape.Columns);
        var output = (x + layer.Graph.GatherSteps(table, axis).Named(layer.Name("positions"))).Named(layer.Name("y"));
        layer.Describe($"Positional embedding, {Text(MaxSteps)} steps", output);
        return input.With(output);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
