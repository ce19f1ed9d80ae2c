using Conformance.Models;
using PropertyTests.Batches;

namespace PropertyTests.Properties;

/// <summary>Every body computes what double precision does, within rounding.</summary>
public class BodyTests
{
    [Theory]
    [MemberData(nameof(RandomModels.SeedsOfEveryBody), MemberType = typeof(RandomModels))]
    public void Agree(int seed) => RandomModels.Check(seed, spec =>
    {
        var set = RandomModels.Set(seed, everywhere: true);
        var reference = set.Double(spec.Name);
        foreach (var body in Body.Single.Where(b => b.IsAvailable))
        {
            // Training moves running values: both begin from the same.
            Weights.Draw(reference, seed);
            var model = set.Single(spec.Name, body);
            Weights.Draw(model, seed);
            foreach (var (count, steps) in new[] { (1, 3), (4, 6) })
            {
                var batch = new BatchDraw(spec, model.Table, seed).Of(count, steps, Play.Given(model));
                var bound = Bounds.Of<float>(spec, batch);
                Agreement.Within(bound, Play.Predict(reference, batch), Play.Predict(model, batch), $"{body}, batch {count}, Predict");
                if (spec.Trainable) Agreement.Within(bound, Play.Train(reference, batch), Play.Train(model, batch), $"{body}, batch {count}, training");
            }
        }
    });
}
