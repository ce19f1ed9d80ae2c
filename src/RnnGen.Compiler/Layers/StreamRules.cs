using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;
using RnnGen.Compiler.Streaming;

namespace RnnGen.Compiler.Layers;

/// <summary>Whether a network can be fed step by step, and with a state that is a value.</summary>
internal static class StreamRules
{
    /// <summary>
    /// The state lies on the stack of whoever feeds the stream, and a second and a third time while it is made and copied; common stacks
    /// have a megabyte.
    /// </summary>
    private const int MaxStateBytes = 256 * 1024;

    /// <summary>The stream of a network: along the steps of its output, or else along the main ones; null if there is none.</summary>
    public static StreamCut? Find(Graph graph, ModelSpec spec, Value output) =>
        AxisOf(spec, output) is { } axis && Fixed(graph, axis) is null && new StreamCut(graph, axis) is var cut && !cut.Obstacles.Any() ? cut : null;

    /// <summary>Whether the state of a stream is small enough.</summary>
    public static bool Fits(StreamCut cut, ModelSpec spec) => StateBytes(cut, spec) <= MaxStateBytes;

    /// <summary>Says why there is no Step, at every layer that stands in the way. Without any input of steps there is another rule.</summary>
    public static IEnumerable<SpecException> Check(Lowering inference)
    {
        var (spec, graph) = (inference.Spec, inference.Graph.ToGraph());
        if (spec.Steps == 0 || AxisOf(spec, inference.Outputs[0].Value) is not { } axis) return [];
        if (Fixed(graph, axis) is { } value) return [At(inference, value, $"has a fixed number of steps, {Text(value.Shape.Axis!.FixedSteps)}, and a stream any")];
        var cut = new StreamCut(graph, axis);
        SpecException[] obstacles = [.. cut.Obstacles.GroupBy(o => inference.LayerOf(o.Value)).Select(g => At(inference, g.First().Value, g.First().Why))];
        return obstacles.Length > 0 || Fits(cut, spec) ? obstacles : [new SpecException(
            SpecRule.NoStream, -1, spec.Name,
            $"its state would have {Text(StateBytes(cut, spec))} bytes, what it looks at at every step among them, and {Text(MaxStateBytes)} are the most for a value")];
    }

    private static Axis? AxisOf(ModelSpec spec, Value output) => output.Shape.Axis ?? (spec.Steps > 0 ? Axis.Main : null);

    /// <summary>The first value with a number of steps that is fixed where a stream's would not be; null if there is none.</summary>
    private static Value? Fixed(Graph graph, Axis axis) =>
        graph.Values.FirstOrDefault(v => v.Shape.Axis is { FixedSteps: > 0 } own && (own == axis || own.IsMain));

    private static SpecException At(Lowering lowering, Value value, string why)
    {
        var spec = lowering.Spec;
        if (lowering.LayerOf(value) is >= 0 and var layer) return new SpecException(SpecRule.NoStream, layer, spec.Name, $"'{spec.Layers[layer].Name}' {why}");
        var input = Enumerable.Range(0, spec.Inputs.Count).First(i => Lowering.AxisOf(spec.Inputs[i], spec) == value.Shape.Axis);
        return new SpecException(SpecRule.NoStream, SpecPart.Input, input, spec.Name, $"'{spec.Inputs[input].Name}' {why}");
    }

    private static long StateBytes(StreamCut cut, ModelSpec spec) =>
        cut.StateLength(axis => Lowering.MaxSteps(axis, spec)) * (spec.Precision == Precision.Float64 ? 8 : 4);

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
