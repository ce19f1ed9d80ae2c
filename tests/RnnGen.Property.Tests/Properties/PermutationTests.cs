using Conformance.Models;
using PropertyTests.Batches;

namespace PropertyTests.Properties;

/// <summary>Samples in another order give the same outputs in that order, in bits unless training sums over them, and the same gradients of weights.</summary>
public class PermutationTests : Property
{
    private protected override void Check<T>(Subject<T> subject)
    {
        var (spec, model, batch) = (subject.Spec, subject.Model, subject.Batch);
        var rows = batch.Identity() with { Samples = [.. Enumerable.Range(1, batch.Count).Select(s => s % batch.Count)] };
        var permuted = rows.Of(batch, model.Table, _ => 0);
        Compare(Play.Predict(model, batch), Play.Predict(model, permuted), "Predict", inBits: true);
        if (spec.Trainable && !Drops(spec)) Compare(Play.Train(model, batch), Play.Train(model, permuted), "training", inBits: !Mixes(spec));

        void Compare(Dictionary<string, double[]> before, Dictionary<string, double[]> after, string what, bool inBits)
        {
            foreach (var (name, values) in before)
            {
                var isOutput = model.PredictSignature.Outputs.Contains(name);
                if (inBits && isOutput) Agreement.InBits(rows.Of(model.Table[name], values, batch.Count, () => 0), after[name], $"{what}, {subject}, {name}");
                else if (isOutput || model.BackwardSignature.Outputs.Contains(name)) Agreement.Within(subject.Bound, rows.Of(model.Table[name], values, batch.Count, () => 0), after[name], $"{what}, {subject}, {name}");
                else Agreement.Within(subject.Bound, values, after[name], $"{what}, {subject}, {name}");
            }
        }
    }
}
