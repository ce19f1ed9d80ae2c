using Conformance.Models;
using PropertyTests.Batches;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests;

/// <summary>The conformance tests' bound of roundings, for a random model: all its cells on one another, and its widest sum.</summary>
internal static class Bounds
{
    /// <summary>2⁻⁵³ / 2⁻²⁴.</summary>
    private const double DoubleUnit = 1.0 / (1 << 29);

    public static double Of<T>(ModelSpec spec, Batch batch)
    {
        var lowered = Lowering.Run(spec, LoweringMode.Inference);
        var width = spec.Inputs.Select(i => i.Features).Concat(lowered.Rows.Select(r => r.Output.Columns.Size)).Sum();
        var layers = spec.Layers.Sum(l => l is RecurrentSpec recurrent ? recurrent.Layers : 1);
        var single = Rounding.Bound(layers, width, new Inputs(batch.Count, batch.MaxSteps, new Dictionary<string, float[]>()));
        return typeof(T) == typeof(double) ? single * DoubleUnit : single;
    }
}
