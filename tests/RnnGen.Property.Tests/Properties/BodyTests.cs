using System.Numerics;
using Conformance.Models;
using PropertyTests.Batches;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Properties;

/// <summary>
/// Every body computes what double precision does, within rounding. Double precision knows neither rounded weights nor fast activations: of models
/// that declare them the reference is the body without vectors, which may be as far off.
/// </summary>
public class BodyTests
{
    private static readonly (int Count, int Steps)[] Extents = [(1, 3), (4, 6)];

    [Theory]
    [MemberData(nameof(RandomModels.SeedsOfEveryBody), MemberType = typeof(RandomModels))]
    public void Agree(int seed) => RandomModels.Check(seed, spec =>
    {
        var set = RandomModels.Set(seed, everywhere: true);
        var exact = set.Double(spec.Name);
        Batch[] batches = [.. Extents.Select(e => new BatchDraw(spec, exact.Table, seed).Of(e.Count, e.Steps, Play.Given(exact)))];
        var scale = Conditioning.ScaleOfWeights(spec, exact, batches, seed);
        var approximate = spec.Weights != WeightPrecision.Exact || spec.Activations != ActivationAccuracy.Accurate;
        foreach (var body in Body.Single.Where(b => b.IsAvailable))
        {
            // Training moves running values: both begin from the same.
            var model = set.Single(spec.Name, body);
            Weights.Draw(model, seed, scale);
            if (approximate) CheckAgainst(set.Single(spec.Name, Body.Scalar), model, errors: 2, body);
            else CheckAgainst(exact, model, errors: 1, body);
        }

        void CheckAgainst<T>(TestModel<T> reference, TestModel<float> model, int errors, Body body)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Weights.Draw(reference, seed, scale);
            foreach (var batch in batches)
            {
                var bound = errors * Bounds.Of<float>(spec, batch);
                Agreement.Within(bound, Play.Predict(reference, batch), Play.Predict(model, batch), $"{body}, batch {batch.Count}, Predict");
                if (spec.Trainable) Agreement.Within(bound, Play.Train(reference, batch), Play.Train(model, batch), $"{body}, batch {batch.Count}, training");
            }
        }
    });
}
