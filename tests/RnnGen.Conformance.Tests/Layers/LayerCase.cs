using Conformance.Models;
using RnnGen.Compiler.Spec;

namespace Conformance.Layers;

/// <summary>A model and what it should compute, written with plain loops in double precision.</summary>
/// <param name="Spec">The model: one layer on its input, mostly.</param>
/// <param name="Reference">Its output y.</param>
public sealed record LayerCase(ModelSpec Spec, Func<LayerData, double[]> Reference)
{
    /// <summary>The largest sum within the layer, for the bound of single precision.</summary>
    public int Width { get; init; } = 16;

    /// <summary>The number of steps where the declaration fixes it.</summary>
    public int? Steps { get; init; }

    /// <summary>The largest number of steps where the declaration limits it.</summary>
    public int MaxSteps { get; init; } = int.MaxValue;

    /// <summary>The smallest number of steps.</summary>
    public int LeastSteps { get; init; } = 1;

    /// <summary>As many steps as wanted, if the model can.</summary>
    public int StepsFor(int wanted) => Steps ?? Math.Clamp(wanted, LeastSteps, MaxSteps);
}

/// <summary>What a model is given, as doubles.</summary>
public sealed class LayerData(Inputs inputs, Func<string, double[]> parameters)
{
    public int Batch => inputs.Batch;

    public int Steps => inputs.Steps;

    /// <summary>Whether there is such an input.</summary>
    public bool Has(string input) => inputs.Values.ContainsKey(input);

    /// <summary>An input of the caller, or a parameter.</summary>
    public double[] this[string name] => inputs.Values.TryGetValue(name, out var values) ? Array.ConvertAll(values, v => (double)v) : parameters(name);

    /// <summary>
    /// The rows x[sample, step] of a tensor [batch, steps, columns], or of [batch, columns] with one step. Those beyond a sample's length are zeros:
    /// whatever the caller left there is not read.
    /// </summary>
    public double[][][] Rows(string name, int columns)
    {
        var values = this[name];
        var steps = values.Length / (Batch * columns);
        double[] Row(int b, int t) => t < Length(b, name == "x" ? "lengths" : name + "Lengths", steps) ? values.AsSpan(((b * steps) + t) * columns, columns).ToArray() : new double[columns];
        return [.. Enumerable.Range(0, Batch).Select(b => Enumerable.Range(0, steps).Select(t => Row(b, t)).ToArray())];
    }

    /// <summary>How many steps of a sample count.</summary>
    public int Length(int sample, string tensor = "lengths") => Length(sample, tensor, Steps);

    private int Length(int sample, string tensor, int all) => inputs.Values.TryGetValue(tensor, out var lengths) ? (int)lengths[sample] : all;

    /// <summary>y[sample] from the steps x[sample] that count, one after the other.</summary>
    public double[] Samples(int columns, Func<double[][], IEnumerable<double>> of) =>
        [.. Rows("x", columns).SelectMany((sample, b) => of(sample[..Length(b)]))];

    /// <summary>y[sample, step] from x[sample, step].</summary>
    public double[] EachRow(int columns, Func<double[], IEnumerable<double>> of) => [.. Rows("x", columns).SelectMany(sample => sample.SelectMany(of))];
}
