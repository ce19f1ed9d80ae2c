using Conformance.Models;
using PropertyTests.Batches;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Properties;

/// <summary>What one direction of a layer makes of a sequence, the other makes of the reversed one with the same weights.</summary>
public class MirrorTests : Property
{
    private const string Reverse = "_reverse";

    protected override bool Concerns(ModelSpec spec) =>
        spec.Layers is [RecurrentSpec { Name: "mirror", Bidirectional: true, Layers: 1, Merge: MergeKind.Concat }];

    private protected override void Check<T>(Subject<T> subject)
    {
        var (model, batch) = (subject.Model, subject.Batch);
        var before = Play.Predict(model, batch);
        SwapWeights(model);
        var identity = batch.Identity();
        var reversal = identity with { Steps = batch.Valid.ToDictionary(v => v.Key, v => v.Value.Select((valid, sample) => Reversed(identity.Steps[v.Key][sample], valid.Length)).ToArray(), StringComparer.Ordinal) };
        var reversed = reversal.Of(batch, model.Table, _ => 0);

        // States of both directions from outside change places as well.
        var swapped = reversed.Values.ToDictionary(v => v.Key, v => model.Table[v.Key].Parts == 2 ? Halves(v.Value, v.Value.Length) : v.Value, StringComparer.Ordinal);
        var after = Play.Predict(model, reversed with { Values = swapped });
        SwapWeights(model);
        foreach (var (name, values) in before)
        {
            var shape = model.Table[name];
            var expected = shape.Parts == 2 ? Halves(values, values.Length) : Halves(reversal.Of(shape, values, batch.Count, () => 0), shape.Columns);
            var counting = identity with { Steps = batch.Valid };
            Agreement.InBits(counting.Of(shape, expected, batch.Count, () => 0), counting.Of(shape, after[name], batch.Count, () => 0), $"{subject}, {name}");
        }
    }

    private static void SwapWeights<T>(TestModel<T> model)
        where T : unmanaged
    {
        foreach (var backward in model.Parameters.Tensors.Where(t => t.Name.EndsWith(Reverse, StringComparison.Ordinal)))
        {
            var one = model.Parameters[backward.Name[..^Reverse.Length]];
            var other = model.Parameters[backward.Name];
            var copy = one.ToArray();
            other.CopyTo(one);
            copy.CopyTo(other);
        }

        model.RefreshWeights();
    }

    /// <summary>The steps that count from the last to the first, then the others.</summary>
    private static int[] Reversed(int[] steps, int length) => [.. steps.Take(length).Reverse(), .. steps.Skip(length)];

    /// <summary>The two halves of every block in the other order.</summary>
    private static TElement[] Halves<TElement>(TElement[] values, int block) =>
        [.. values.Chunk(block).SelectMany(row => row.Skip(block / 2).Concat(row.Take(block / 2)))];
}
