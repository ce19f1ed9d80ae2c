using Conformance.Models;
using PropertyTests.Batches;
using PropertyTests.Generation;
using RnnGen.Compiler.Spec;

namespace PropertyTests;

/// <summary>
/// Whether a model is as well conditioned as the bound of roundings takes for granted. That bound counts few steps, because errors of older
/// ones fade. Where a gate has no bound of its own, they grow: the state that it is computed from is multiplied with it, so that every step
/// squares the state and doubles its relative error, until it is too large even for double precision. No tolerance is right then, the larger
/// one that the results would need being one for errors as well. So the bound stays, and the weights become smaller.
/// </summary>
internal static class Conditioning
{
    private const int Draws = 4;
    private const float LeastScale = 1f / 16;

    /// <summary>
    /// The largest of 1, 1/2, 1/4, … by which weights are to be multiplied, so that a rounding of every parameter and every input, up or down, moves
    /// no result of double precision by more than the bound takes for one standard deviation.
    /// </summary>
    public static float ScaleOfWeights(ModelSpec spec, TestModel<double> model, IReadOnlyList<Batch> batches, int seed)
    {
        for (var scale = 1f; scale >= LeastScale; scale /= 2)
        {
            if (Enumerable.Range(0, Draws).All(draw => IsSteady(spec, model, batches, seed, scale, new Draw(seed + draw)))) return scale;
        }

        throw new InvalidOperationException("Roundings of parameters and inputs grow, however small the weights: another bound has to be derived.");
    }

    private static bool IsSteady(ModelSpec spec, TestModel<double> model, IReadOnlyList<Batch> batches, int seed, float scale, Draw draw)
    {
        Weights.Draw(model, seed, scale);
        var exact = batches.Select(batch => Results(spec, model, batch)).ToArray();
        Weights.Draw(model, seed, scale);
        foreach (ref var value in model.Parameters.Values) value = Neighbor((float)value, draw);
        model.RefreshWeights();
        var moved = batches.Select(batch => Results(spec, model, Move(batch, model.Table, draw))).ToArray();
        return batches.Select((batch, i) => (Deviation: Bounds.Of<float>(spec, batch) / Rounding.Lambda, Pairs: exact[i].Zip(moved[i])))
            .All(b => b.Pairs.All(pair => Math.Abs(pair.First - pair.Second) <= b.Deviation * Math.Max(1, Math.Abs(pair.First))));
    }

    private static double[] Results(ModelSpec spec, TestModel<double> model, Batch batch)
    {
        var predicted = Play.Predict(model, batch);
        return [.. (spec.Trainable ? predicted.Concat(Play.Train(model, batch)) : predicted).SelectMany(result => result.Value)];
    }

    private static Batch Move(Batch batch, TensorTable table, Draw draw) => batch with
    {
        Values = batch.Values.ToDictionary(
            v => v.Key, v => table[v.Key].Choices == 0 ? [.. v.Value.Select(value => Neighbor(value, draw))] : v.Value, StringComparer.Ordinal),
    };

    /// <summary>One of the two neighbors in single precision.</summary>
    private static float Neighbor(float value, Draw draw) => draw.Chance(2) ? MathF.BitIncrement(value) : MathF.BitDecrement(value);
}
