using Conformance.Models;
using PropertyTests.Batches;

namespace PropertyTests.Properties;

/// <summary>
/// A sample of a padded batch gives what the steps that count give alone, in bits: the definition of lengths and masks. Without padding
/// that says that samples do not see one another.
/// </summary>
public class SubsequenceTests : Property
{
    private protected override void Check<T>(Subject<T> subject)
    {
        var (spec, model, batch) = (subject.Spec, subject.Model, subject.Batch);
        var together = Play.Predict(model, batch);
        for (var sample = 0; sample < batch.Count; sample++)
        {
            if (batch.Valid.Any(valid => valid.Value[sample].Length < subject.Draw.LeastSteps(valid.Key))) continue;
            var cut = !spec.Inputs.Any(i => i.FixedSteps);
            var rows = new Rows([sample], (cut ? batch.Valid : batch.Identity().Steps).ToDictionary(v => v.Key, v => new[] { v.Value[sample] }, StringComparer.Ordinal));
            var alone = rows.Of(batch, model.Table, _ => 0);

            // No lengths stand for full ones.
            var values = alone.Values.ToDictionary(v => v.Key, v => cut && model.Table[v.Key].Choices < 0 ? [] : v.Value, StringComparer.Ordinal);
            foreach (var (name, actual) in Play.Predict(model, alone with { Values = values }))
                Agreement.InBits(rows.Of(model.Table[name], together[name], batch.Count, () => 0), actual, $"{spec.Name}, {subject}, sample {sample}, {name}");
        }
    }
}
