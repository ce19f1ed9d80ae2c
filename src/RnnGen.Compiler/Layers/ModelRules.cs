using System.Globalization;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>The rules of the inputs and of the model as a whole; those of a layer are in its file.</summary>
internal static class ModelRules
{
    public static IEnumerable<SpecException> Check(ModelSpec spec)
    {
        if (spec.Layers.Count == 0) yield return new SpecException(SpecRule.NoLayers, -1, spec.Name);
        for (var i = 0; i < spec.Inputs.Count; i++)
        {
            foreach (var finding in CheckInput(spec, i)) yield return finding;
        }

        foreach (var finding in NameRules.Violations(spec)) yield return finding;
        foreach (var finding in CheckStates(spec)) yield return finding;
        foreach (var finding in CheckWeights(spec)) yield return finding;
    }

    private static IEnumerable<SpecException> CheckInput(ModelSpec spec, int index)
    {
        var input = spec.Inputs[index];
        var hasSteps = input.Steps > 0 || input.StepsOf is not null;
        if (input.Vocabulary == 0 && input.Features <= 0) yield return NotPositive("features", input.Features);
        if (input.Vocabulary < 0) yield return NotPositive("vocabulary", input.Vocabulary);
        if (input.Steps < 0) yield return NotPositive("steps", input.Steps);
        if (input.Lengths && !hasSteps) yield return Contradiction("Lengths = true", "it has no steps to count");
        if (input.FixedSteps && input.StepsOf is { } leader) yield return Contradiction("FixedSteps = true", $"its steps are those of '{leader}'; say it there");
        else if (input.FixedSteps && !hasSteps) yield return Contradiction("FixedSteps = true", "it has no steps to fix");
        if (input.Padding >= 0 && !hasSteps) yield return Contradiction("MaskPadding = true", "it has no steps to mask");
        if (input.Padding >= 0 && input.Padding >= input.Vocabulary)
            yield return Contradiction($"Padding = {Text(input.Padding)}", $"its tokens are 0 to {Text(input.Vocabulary - 1)}");

        if (input.StepsOf is not { } other) yield break;
        if (input.Steps > 0) yield return Contradiction($"StepsOf = \"{other}\"", "it has steps of its own; remove one of the two");
        else if (!spec.Inputs.Any(i => i.Name == other && i.Steps > 0))
            yield return Contradiction($"StepsOf = \"{other}\"", $"no input of that name has steps of its own; there are {string.Join(", ", spec.Inputs.Where(i => i.Steps > 0).Select(i => $"'{i.Name}'").DefaultIfEmpty("none"))}");

        SpecException NotPositive(string what, int value) => new(SpecRule.SizeNotPositive, SpecPart.Input, index, spec.Name, input.Name, what, Text(value));
        SpecException Contradiction(string what, string why) => new(SpecRule.Contradiction, SpecPart.Input, index, spec.Name, input.Name, what, why);
    }

    /// <summary>Who wants to carry states on needs no layer that reads steps from their end; who wants to feed a stream needs steps.</summary>
    private static IEnumerable<SpecException> CheckStates(ModelSpec spec)
    {
        if (spec.Stateful && !spec.Trainable)
            yield return new SpecException(SpecRule.Contradiction, -1, spec.Name, "Model", "Stateful = true", "the model says Trainable = false, and only training carries states on");
        for (var i = 0; spec.Stateful && i < spec.Layers.Count; i++)
        {
            if (spec.Layers[i] is RecurrentSpec { Bidirectional: true }) yield return new SpecException(SpecRule.CarriedBackwards, i, spec.Name, spec.Layers[i].Name);
        }

        if (spec.Inputs.Any(i => i.Steps != 0)) yield break;
        var first = spec.Inputs[0];
        yield return first.Vocabulary > 0
            ? new SpecException(SpecRule.NoTimeAxis, SpecPart.Input, 0, spec.Name, "1 token", $"[Tokens(vocabulary: {Text(first.Vocabulary)}, maxSteps: …)]")
            : new SpecException(SpecRule.NoTimeAxis, SpecPart.Input, 0, spec.Name, Text(first.Features), $"[Input(steps: …, features: {Text(first.Features)})]");
    }

    /// <summary>Training moves weights by less than rounding does, and double precision is the reference.</summary>
    private static IEnumerable<SpecException> CheckWeights(ModelSpec spec)
    {
        if (spec.Weights == WeightPrecision.Exact) yield break;
        if (spec.Trainable) yield return Rounded("is trainable, and training moves weights by less than they would be rounded by", "set Trainable = false, and let a class with the same layers train and save the file that this one loads");
        else if (spec.Precision == Precision.Float64) yield return Rounded("has Precision = Float64, which is the reference", "remove one of the two");

        SpecException Rounded(string why, string fix) => new(SpecRule.RoundedWeights, -1, spec.Name, spec.Weights.ToString(), why, fix);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
