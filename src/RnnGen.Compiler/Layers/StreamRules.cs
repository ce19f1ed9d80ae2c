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
    public static StreamCut? Find(Graph graph, ModelSpec spec, Value output)
    {
        var axis = output.Shape.Axis ?? (spec.Steps > 0 ? Axis.Main : null);
        if (axis is null or { FixedSteps: > 0 } || graph.Values.Any(v => v.Shape.Axis is { FixedSteps: > 0, IsMain: true })) return null;
        var cut = new StreamCut(graph, axis);
        return cut.Obstacle is null ? cut : null;
    }

    /// <summary>Whether the state of a stream is small enough.</summary>
    public static bool Fits(StreamCut cut, ModelSpec spec) => StateBytes(cut, spec) <= MaxStateBytes;

    /// <summary>Says so where there is no Step for the size of its state.</summary>
    public static IEnumerable<SpecException> Check(Lowering inference)
    {
        var spec = inference.Spec;
        if (Find(inference.Graph.ToGraph(), spec, inference.Outputs[0].Value) is not { } cut || Fits(cut, spec)) yield break;
        yield return new SpecException(
            SpecRule.NoStream, -1, spec.Name,
            $"its state would have {Text(StateBytes(cut, spec))} bytes, what it looks at at every step among them, and {Text(MaxStateBytes)} are the most for a value");
    }

    private static long StateBytes(StreamCut cut, ModelSpec spec) =>
        cut.StateLength(axis => Lowering.MaxSteps(axis, spec)) * (spec.Precision == Precision.Float64 ? 8 : 4);

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
