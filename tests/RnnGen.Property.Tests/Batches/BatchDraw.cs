using Conformance.Models;
using PropertyTests.Generation;
using RnnGen.Compiler.Emission;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Batches;

/// <summary>Random batches for a model: numbers, tokens with padding among them, lengths, labels, gradients from outside.</summary>
internal sealed class BatchDraw(ModelSpec spec, TensorTable table, int seed)
{
    private readonly Draw _draw = new(seed);
    private readonly Dictionary<string, int[][]> _valid = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, int> _least = CompiledNetwork.Compile(spec, CancellationToken.None).Graph.Values
        .Select(v => v.Shape.Axis).OfType<Axis>().GroupBy(a => a.Root.Name, a => a.LeastOfRoot(1), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(), StringComparer.Ordinal);

    private readonly Dictionary<string, int[]> _lengths = new(StringComparer.Ordinal);

    /// <summary>A batch with values for all these tensors.</summary>
    /// <param name="count">Number of samples.</param>
    /// <param name="maxSteps">Every axis has one step at least and so many at most; the main one has so many.</param>
    /// <param name="names">The tensors.</param>
    /// <param name="full">Whether all steps count.</param>
    public Batch Of(int count, int maxSteps, IEnumerable<string> names, bool full = false)
    {
        var wanted = names.Distinct(StringComparer.Ordinal).ToArray();
        var steps = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var axis in spec.Inputs.Select(i => Lowering.AxisOf(i, spec)).OfType<Axis>().Distinct())
            steps[axis.Name] = axis.FixedSteps > 0 ? axis.FixedSteps : Math.Max(LeastSteps(axis.Name), steps.Count == 0 ? maxSteps : _draw.Between(1, maxSteps));
        var values = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var batch = new Batch(count, steps, _valid, values);
        foreach (var (axis, length) in steps) DrawValid(axis, length, count, full);
        foreach (var name in wanted) values[name] = Values(name, batch);
        foreach (var name in wanted) Mask(name, batch);
        return batch;
    }

    /// <summary>What lies at a step that does not count: anything, also no number, but the padding where it is the token that tells so.</summary>
    public float Garbage(string name)
    {
        var input = spec.Inputs.FirstOrDefault(i => Identifier.Camel(i.Name) == name);
        if (input is { Padding: >= 0 }) return input.Padding;
        return table[name].Choices > 0 ? _draw.Between(0, table[name].Choices - 1) : IsGradient(name) ? 0 : _draw.Of([10 * _draw.Number(), float.NaN, float.NegativeInfinity]);
    }

    /// <summary>The fewest steps of an axis of which every layer has a window.</summary>
    public int LeastSteps(string axis) => _least.GetValueOrDefault(axis, 1);

    private static bool IsGradient(string name) => name.Length > 1 && name[0] == 'd' && char.IsUpper(name[1]);

    private float[] Values(string name, Batch batch)
    {
        var shape = table[name];
        if (shape.Choices < 0) return [.. _lengths[Batch.AxisOfLengths(spec, name)].Select(l => (float)l)];
        var scale = IsGradient(name) ? 1 / MathF.Sqrt(batch.Count * batch.MaxSteps) : 1;
        return [.. Enumerable.Range(0, batch.Length(shape)).Select(_ => shape.Choices > 0 ? _draw.Between(0, shape.Choices - 1) : scale * _draw.Number())];
    }

    /// <summary>Which steps count: those before a length, and of tokens those that are no padding. The first sample has one at least behind every layer.</summary>
    private void DrawValid(string axis, int steps, int count, bool full)
    {
        var inputs = spec.Inputs.Where(i => Lowering.AxisOf(i, spec)?.Name == axis).ToArray();
        var (hasLengths, hasPadding) = (inputs.Any(i => i.Lengths), inputs.Any(i => i.Padding >= 0));
        _lengths[axis] = [.. Enumerable.Range(0, count).Select(s => full || !hasLengths ? steps : _draw.Between(s == 0 ? LeastSteps(axis) : 0, steps))];
        _valid[axis] = [.. _lengths[axis].Select((length, sample) => DrawPadding(length, sample == 0 ? LeastSteps(axis) : 0, full || !hasPadding))];
    }

    /// <summary>Whether a layer knows where a step lies: gaps between steps are no gaps to others.</summary>
    private bool CountsSteps => spec.Layers.Any(l => l is Conv1DSpec or Pooling1DSpec or PositionalEncodingSpec or PositionalEmbeddingSpec or AttentionSpec or MultiHeadAttentionSpec);

    /// <summary>Padding lies anywhere, but only behind the others where gaps would show.</summary>
    private int[] DrawPadding(int length, int least, bool full)
    {
        if (full) return [.. Enumerable.Range(0, length)];
        if (CountsSteps) return [.. Enumerable.Range(0, Math.Min(length, _draw.Between(least, length)))];
        return [.. Enumerable.Range(0, length).Where(t => t < least || !_draw.Chance(4))];
    }

    /// <summary>Puts padding where steps do not count and nowhere else, and gives labels that count to the first sample.</summary>
    private void Mask(string name, Batch batch)
    {
        var (shape, values) = (table[name], batch.Values[name]);
        var input = spec.Inputs.FirstOrDefault(i => Identifier.Camel(i.Name) == name);
        var steps = batch.StepsOf(shape);
        var isLabel = input is null && shape.Choices > 0;
        for (var row = 0; row < values.Length / shape.Columns; row++)
        {
            var (sample, step) = (row / steps % batch.Count, row % steps);
            var counts = shape.Axis is null || batch.ValidOf(shape.Axis, sample).Contains(step);
            if (input is { Padding: >= 0 and var padding } && shape.Axis is not null)
            {
                if (!counts) values[row] = padding;
                else if (values[row] == padding) values[row] = (padding + 1) % shape.Choices;
            }

            if (IsGradient(name) && !counts) values.AsSpan(row * shape.Columns, shape.Columns).Clear();
            if (isLabel && sample == 0 && Ignored(name) == (int)values[row]) values[row] = (values[row] + 1) % shape.Choices;
        }
    }

    private int? Ignored(string target) =>
        spec.Losses.First(l => l.Of is null || target == "target" || target == Identifier.Camel(l.Of + "_target")).IgnoreIndex;
}
