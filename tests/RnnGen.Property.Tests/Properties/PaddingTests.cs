using Conformance.Models;
using PropertyTests.Batches;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Properties;

/// <summary>What lies at steps that do not count changes nothing, and neither do more of them.</summary>
public class PaddingTests : Property
{
    private const int More = 3;

    protected override bool Concerns(ModelSpec spec) => spec.Inputs.Any(IsMasked);

    private protected override void Check<T>(Subject<T> subject)
    {
        var (spec, model, batch) = (subject.Spec, subject.Model, subject.Batch);
        var masked = spec.Inputs.Where(IsMasked).Select(i => RnnGen.Compiler.Layers.Lowering.AxisOf(i, spec)!.Name).ToHashSet(StringComparer.Ordinal);
        var identity = batch.Identity();
        var padding = identity with
        {
            Steps = identity.Steps.ToDictionary(
                s => s.Key,
                s => masked.Contains(s.Key) ? [.. s.Value.Select((steps, sample) => Padded(steps, batch.Valid[s.Key][sample], IsFixed(spec, s.Key) ? 0 : More))] : s.Value,
                StringComparer.Ordinal),
        };
        var padded = padding.Of(batch, model.Table, subject.Draw.Garbage);
        var counting = identity with { Steps = batch.Valid };
        Compare(Play.Predict(model, batch), Play.Predict(model, padded), "Predict", inBits: true);
        if (spec.Trainable && !Drops(spec)) Compare(Play.Train(model, batch), Play.Train(model, padded), "training", inBits: !Mixes(spec));

        void Compare(Dictionary<string, double[]> before, Dictionary<string, double[]> after, string what, bool inBits)
        {
            foreach (var (name, values) in before)
            {
                var text = $"{what}, {subject}, {name}";
                Assert.True(after[name].All(double.IsFinite), $"{text} is not finite.");
                if (model.Parameters.Tensors.Any(t => t.Name == name) || name == "loss")
                {
                    Agreement.Within(subject.Bound, values, after[name], text);
                    continue;
                }

                var shape = model.Table[name];
                var (expected, actual) = (counting.Of(shape, values, batch.Count, () => 0), counting.Of(shape, after[name], batch.Count, () => 0));
                if (inBits && model.PredictSignature.Outputs.Contains(name)) Agreement.InBits(expected, actual, text);
                else Agreement.Within(subject.Bound, expected, actual, text);
            }
        }
    }

    private static bool IsMasked(InputSpec input) => (input.Lengths || input.Padding >= 0) && input is not { Steps: 0, StepsOf: null };

    private static bool IsFixed(ModelSpec spec, string axis) => spec.Inputs.Any(i => RnnGen.Compiler.Layers.Lowering.AxisOf(i, spec) is { FixedSteps: > 0 } own && own.Name == axis);

    private static int[] Padded(int[] steps, int[] valid, int more) => [.. steps.Select(t => valid.Contains(t) ? t : -1), .. Enumerable.Repeat(-1, more)];
}
