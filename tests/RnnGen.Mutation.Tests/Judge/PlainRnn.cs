using Conformance.Models;

namespace Mutation.Judge;

/// <summary>A plain recurrent layer with tanh, by loops: the reference for everything around cells.</summary>
/// <param name="model">The model whose parameters it reads.</param>
/// <param name="layer">The layer's name.</param>
/// <param name="units">Its units.</param>
internal sealed class PlainRnn(TestModel<double> model, string layer, int units)
{
    /// <summary>The hidden states <c>[batch][step][unit]</c> of a sequence; a step that does not count leaves the state and gives zeros.</summary>
    public double[][][] Run(double[][][] x, int cell = 0, bool reverse = false, Func<int, int, bool>? counts = null, double[][]? start = null)
    {
        var suffix = $"_l{cell}" + (reverse ? "_reverse" : "");
        return [.. x.Select((sample, b) =>
        {
            var (h, y) = (start?[b] ?? new double[units], new double[sample.Length][]);
            foreach (var t in reverse ? Enumerable.Range(0, sample.Length).Reverse() : Enumerable.Range(0, sample.Length))
            {
                var active = counts is null || counts(b, t);
                if (active) h = Step(sample[t], h, suffix);
                y[t] = active ? h : new double[units];
            }

            return y;
        })];
    }

    private double[] Step(double[] x, double[] h, string suffix) =>
        [.. Plain.Affine(model, layer + ".weight_ih" + suffix, layer + ".bias_ih" + suffix, x).Zip(
            Plain.Affine(model, layer + ".weight_hh" + suffix, layer + ".bias_hh" + suffix, h), (a, b) => Math.Tanh(a + b))];
}
