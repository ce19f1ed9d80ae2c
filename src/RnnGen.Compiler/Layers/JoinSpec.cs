using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>How several layers become one.</summary>
public enum JoinKind
{
    Add,
    Multiply,
    Average,
    Maximum,

    /// <summary>Side by side.</summary>
    Concatenate,
}

/// <summary>
/// Several layers as one: a residual or skip connection (<c>Add</c>), or columns side by side. Keras' Add, Multiply, Average, Maximum and
/// Concatenate. A step counts where it counts in every input.
/// </summary>
public sealed record JoinSpec(string Name, JoinKind Kind) : LayerSpec(Name)
{
    public override Flow Lower(LayerContext layer, IReadOnlyList<Flow> inputs)
    {
        layer.Require(inputs.Count > 1, SpecRule.Contradiction, $"[{Kind}]", "there is only one input; name the others, From = \"a, b\"");
        var graph = layer.Graph;
        var shapes = inputs.Select(i => i.Value.Shape).ToArray();
        layer.Require(shapes.All(s => s.Axis == shapes[0].Axis), SpecRule.ShapesDiffer, layer.InputsText, "they have not the same steps", "let all of them be sequences of one input's steps (Return = Sequence, StepsOf), or none");
        layer.Require(
            Kind == JoinKind.Concatenate || shapes.All(s => s.Columns.Size == shapes[0].Columns.Size),
            SpecRule.ShapesDiffer,
            layer.InputsText,
            "they differ in size",
            "bring them to one size with [Dense], or use [Concatenate]");

        Value[] values = [.. inputs.Select(i => i.Value)];
        var joined = Kind switch
        {
            JoinKind.Add => values.Aggregate((a, b) => a + b),
            JoinKind.Multiply => values.Aggregate((a, b) => a * b),
            JoinKind.Average => (1.0 / values.Length) * values.Aggregate((a, b) => a + b),
            JoinKind.Maximum => values.Aggregate((a, b) => graph.Binary(Op.Max, a, b)),
            _ => graph.Concat(Identifier.Pascal(Name), values),
        };
        if (Kind != JoinKind.Concatenate) joined.Named(layer.Name("y"));
        layer.Describe($"{Kind} of {string.Join(", ", From)}", joined);
        return new Flow(joined, joined.Shape.Time ? Flow.CommonMask(layer, inputs) : null);
    }
}
