using System.Globalization;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>The arguments of a loss: which kind has which, and what they may be.</summary>
internal static class LossRules
{
    public static bool Check(LossSpec loss, int index, Lowering lowering)
    {
        var fine = true;
        Expect(Is(LossKind.Huber), loss.Delta != 1, $"Delta = {Text(loss.Delta)}", "only Huber has a distance from which it is linear");
        Expect(Is(LossKind.BinaryCrossEntropyWithLogits), loss.PositiveWeight != 1, $"PositiveWeight = {Text(loss.PositiveWeight)}", "only BinaryCrossEntropyWithLogits has positive targets");
        Expect(Is(LossKind.CrossEntropyWithLogits), loss.LabelSmoothing != 0, $"LabelSmoothing = {Text(loss.LabelSmoothing)}", "only CrossEntropyWithLogits has labels");
        Expect(Is(LossKind.CrossEntropyWithLogits), loss.IgnoreIndex is not null, $"IgnoreIndex = {loss.IgnoreIndex?.ToString(CultureInfo.InvariantCulture)}", "only CrossEntropyWithLogits has labels");
        Expect(Is(LossKind.CrossEntropyWithLogits), loss.ClassWeights.Count > 0, "ClassWeights", "only CrossEntropyWithLogits has classes");
        Expect(!Is(LossKind.External), !loss.Mean, "Reduction = Sum", "the caller computes the loss");
        Expect(!Is(LossKind.External), loss.Weight != 1, $"Weight = {Text(loss.Weight)}", "the caller computes the loss");

        // NaN fails every comparison.
        Expect(IsFinite(loss.Weight), true, $"Weight = {Text(loss.Weight)}", "a weight is a finite number");
        Expect(loss.Weight != 0, true, "Weight = 0", "then it counts for nothing; remove the loss");
        Expect(loss.Delta > 0 && IsFinite(loss.Delta), true, $"Delta = {Text(loss.Delta)}", "a distance is above 0 and finite");
        Expect(loss.PositiveWeight > 0 && IsFinite(loss.PositiveWeight), true, $"PositiveWeight = {Text(loss.PositiveWeight)}", "the weight of positive targets is above 0 and finite");
        Expect(loss.LabelSmoothing is >= 0 and < 1, true, $"LabelSmoothing = {Text(loss.LabelSmoothing)}", "it is a share, from 0 to just below 1");
        Expect(loss.ClassWeights.All(w => w >= 0 && IsFinite(w)), true, $"ClassWeights = {{{string.Join(", ", loss.ClassWeights.Select(Text))}}}", "weights are finite and not negative");
        Expect(loss.ClassWeights.Any(w => w > 0), loss.ClassWeights.Count > 0, "ClassWeights of zeros only", "then no label counts");
        return fine;

        bool Is(LossKind kind) => loss.Kind == kind;

        void Expect(bool allowed, bool said, string what, string why)
        {
            if (allowed || !said) return;
            fine = false;
            lowering.Report(new SpecException(SpecRule.Contradiction, SpecPart.Loss, index, lowering.ModelName, "Loss", what, why));
        }
    }

    private static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
