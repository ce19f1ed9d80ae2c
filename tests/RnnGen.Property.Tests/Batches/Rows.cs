using Conformance.Models;
using RnnGen.Compiler.Ir;

namespace PropertyTests.Batches;

/// <summary>Takes a batch apart and puts it together again: permutations, padding, cuts and reversals are all choices of rows.</summary>
/// <param name="Samples">For every new sample, the old one.</param>
/// <param name="Steps">By axis and new sample, for every new step the old one; −1 for a step that was not there.</param>
internal sealed record Rows(int[] Samples, IReadOnlyDictionary<string, int[][]> Steps)
{
    /// <summary>The chosen rows of a tensor; <paramref name="fill"/> gives the elements of new steps.</summary>
    public T[] Of<T>(TensorShape shape, T[] values, int oldCount, Func<T> fill)
    {
        var oldSteps = values.Length / (shape.Parts * oldCount * shape.Columns);
        var result = new List<T>();
        for (var part = 0; part < shape.Parts; part++)
        {
            for (var sample = 0; sample < Samples.Length; sample++)
            {
                foreach (var step in StepsOf(shape, sample, oldSteps))
                {
                    var row = (((part * oldCount) + Samples[sample]) * oldSteps) + step;
                    for (var column = 0; column < shape.Columns; column++) result.Add(step < 0 ? fill() : values[(row * shape.Columns) + column]);
                }
            }
        }

        return [.. result];
    }

    /// <summary>The chosen rows of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="table">Its tensors.</param>
    /// <param name="fill">Gives the elements of new steps of a tensor.</param>
    public Batch Of(Batch batch, TensorTable table, Func<string, float> fill) => new(
        Samples.Length,
        Steps.ToDictionary(s => s.Key, s => s.Value[0].Length, StringComparer.Ordinal),
        batch.Valid.ToDictionary(
            v => v.Key,
            v => Samples.Select((old, sample) => Enumerable.Range(0, Steps[v.Key][sample].Length).Where(t => v.Value[old].Contains(Steps[v.Key][sample][t])).ToArray()).ToArray(),
            StringComparer.Ordinal),
        batch.Values.ToDictionary(v => v.Key, v => v.Value.Length == 0 ? v.Value : Of(table[v.Key], v.Value, batch.Count, () => fill(v.Key)), StringComparer.Ordinal));

    private IEnumerable<int> StepsOf(TensorShape shape, int sample, int oldSteps) =>
        shape.Axis is { } axis && Steps.TryGetValue(axis.Root.Name, out var steps) ? Windows(axis, steps[sample]) : Enumerable.Range(0, oldSteps);

    /// <summary>The choice of windows that a choice of steps comes to: those windows that stay whole, −1 for every other one.</summary>
    public static int[] Windows(Axis axis, int[] rootSteps)
    {
        if (axis.Source is not { } source) return rootSteps;
        var steps = Windows(source, rootSteps);
        return [.. Enumerable.Range(0, RnnGen.Numerics.Windows.Count(steps.Length, axis.Size, axis.Stride)).Select(t =>
        {
            var window = steps.AsSpan(t * axis.Stride, axis.Size).ToArray();
            var whole = window[0] >= 0 && window[0] % axis.Stride == 0 && window.Select((step, j) => step - j).All(first => first == window[0]);
            return whole ? window[0] / axis.Stride : -1;
        })];
    }
}
