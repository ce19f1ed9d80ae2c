using Conformance.Models;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Batches;

/// <summary>What goes into a model at once, in single precision whatever the model's.</summary>
/// <param name="Count">Number of samples.</param>
/// <param name="Steps">Steps of every time axis of an input by its name.</param>
/// <param name="Valid">By axis and sample, the steps that count.</param>
/// <param name="Values">Values by tensor; whole numbers are floats, too.</param>
internal sealed record Batch(
    int Count, IReadOnlyDictionary<string, int> Steps, IReadOnlyDictionary<string, int[][]> Valid, IReadOnlyDictionary<string, float[]> Values)
{
    public int MaxSteps => Steps.Values.Append(1).Max();

    /// <summary>Elements of a tensor.</summary>
    public int Length(TensorShape shape) => shape.Parts * Count * StepsOf(shape) * shape.Columns;

    /// <summary>Steps of a tensor; 1 if it has no time axis.</summary>
    public int StepsOf(TensorShape shape) => shape.Axis is null ? 1 : Steps.TryGetValue(shape.Axis.Root.Name, out var steps) ? shape.Axis.StepsOf(steps) : shape.Axis.FixedSteps;

    /// <summary>The steps of an axis that count for a sample: of windows those that hold none that does not. All, where nothing is said.</summary>
    public int[] ValidOf(Axis axis, int sample) => !Valid.TryGetValue(axis.Root.Name, out var valid)
        ? [.. Enumerable.Range(0, axis.FixedSteps)]
        : Rows.Windows(axis, [.. Enumerable.Range(0, Steps[axis.Root.Name]).Select(t => valid[sample].Contains(t) ? t : -1)]).Where(t => t >= 0).ToArray();

    /// <summary>The axis that a tensor of lengths is about.</summary>
    public static string AxisOfLengths(ModelSpec spec, string name) =>
        Lowering.AxisOf(spec.Inputs.First(i => Identifier.Camel(NameRules.LengthsOf(i).Name) == name), spec)!.Name;

    /// <summary>Where the rows of another batch come from: its samples, and its steps by axis and sample.</summary>
    public Rows Identity() => new(
        [.. Enumerable.Range(0, Count)],
        Steps.ToDictionary(s => s.Key, s => Enumerable.Range(0, Count).Select(_ => Enumerable.Range(0, s.Value).ToArray()).ToArray(), StringComparer.Ordinal));
}
