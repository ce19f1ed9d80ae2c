using Conformance.Models;
using PropertyTests.Batches;

namespace PropertyTests.Properties;

/// <summary>Every body computes what double precision does, within rounding.</summary>
public class BodyTests
{
    private static readonly (int Count, int Steps)[] Extents = [(1, 3), (4, 6)];

    [Theory]
    [MemberData(nameof(RandomModels.SeedsOfEveryBody), MemberType = typeof(RandomModels))]
    public void Agree(int seed) => RandomModels.Check(seed, spec =>
    {
        var set = RandomModels.Set(seed, everywhere: true);
        var reference = set.Double(spec.Name);
        Batch[] batches = [.. Extents.Select(e => new BatchDraw(spec, reference.Table, seed).Of(e.Count, e.Steps, Play.Given(reference)))];
        var scale = Conditioning.ScaleOfWeights(spec, reference, batches, seed);
        foreach (var body in Body.Single.Where(b => b.IsAvailable))
        {
            // Training moves running values: both begin from the same.
            Weights.Draw(reference, seed, scale);
            var model = set.Single(spec.Name, body);
            Weights.Draw(model, seed, scale);
            foreach (var batch in batches)
            {
                var bound = Bounds.Of<float>(spec, batch);
                Agreement.Within(bound, Play.Predict(reference, batch), Play.Predict(model, batch), $"{body}, batch {batch.Count}, Predict");
                if (spec.Trainable) Agreement.Within(bound, Play.Train(reference, batch), Play.Train(model, batch), $"{body}, batch {batch.Count}, training");
            }
        }
    });
}
