using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>An output that losses may judge.</summary>
/// <param name="Layer">The index of its layer.</param>
/// <param name="Name">The layer's name.</param>
/// <param name="Target">The tensor of what is wanted.</param>
/// <param name="Flow">The output.</param>
internal sealed record JudgedOutput(int Layer, string Name, TensorId Target, Flow Flow);

/// <summary>Brings losses and outputs together: the loss of a model is the weighted sum of its losses.</summary>
internal sealed class Judging(Lowering lowering, IReadOnlyList<JudgedOutput> outputs)
{
    private readonly EquatableArray<LossSpec> _losses = lowering.Spec.Losses;

    private string Names => string.Join(", ", outputs.Select(o => $"'{o.Name}'"));

    public void Lower()
    {
        Value? sum = null;
        for (var i = 0; i < _losses.Count; i++)
        {
            if (!LossRules.Check(_losses[i], i, lowering) || Find(i) is not { } output || !Fits(i, output)) continue;
            var value = Losses.Of(_losses[i], output.Flow, output.Target);
            if (_losses[i].Weight != 1) value = _losses[i].Weight * value;
            sum = sum is null ? value : sum + value;
        }

        if (sum is not null) lowering.Graph.AddRoot(RootKind.Loss, "loss", 0, sum.Named("loss"));
        if (_losses.Any(l => l.Kind != LossKind.External)) FindUnjudged();
    }

    private JudgedOutput? Find(int loss)
    {
        var (kind, of) = (_losses[loss].Kind, _losses[loss].Of);
        var output = of is null ? outputs.Count == 1 ? outputs[0] : null : outputs.FirstOrDefault(o => o.Name == of);
        if (kind == LossKind.External)
        {
            if (_losses.Count > 1) Report(loss, SpecRule.Contradiction, "Loss", "[Loss(External)]", "there are other losses, which the model computes itself; remove one or the other");
            if (of is not null) Report(loss, SpecRule.Contradiction, "Loss", $"Of = \"{of}\"", "External stands for the gradients of all outputs");
            return null;
        }

        if (output is null && of is null) Report(loss, SpecRule.OutputNotNamed, kind.ToString(), Names);
        else if (output is null) Report(loss, SpecRule.UnknownOutput, of!, Names);
        return output;
    }

    private bool Fits(int index, JudgedOutput output)
    {
        var (loss, shape) = (_losses[index], output.Flow.Value.Shape);
        var classes = shape.Columns.Size;
        var labels = loss.Kind == LossKind.CrossEntropyWithLogits;
        var other = _losses.Take(index).FirstOrDefault(l => l.Kind != LossKind.External && (l.Of is null || l.Of == output.Name) && (l.Kind == LossKind.CrossEntropyWithLogits) != labels);
        if (other is not null) return Mismatch($"its target holds {(labels ? "numbers" : "labels")} for {other.Kind} already", "give each of the two an output of its own");
        if (labels && _losses.Take(index).FirstOrDefault(l => l.Kind == loss.Kind && (l.Of is null || l.Of == output.Name) && l.IgnoreIndex != loss.IgnoreIndex) is { } before)
            return Mismatch($"its labels are those of a {loss.Kind} with {Ignored(before)}", "let both ignore the same label, or give each of the two an output of its own");
        if (labels && classes == 1) return Mismatch("it needs a logit for every class", "use BinaryCrossEntropyWithLogits, or as many outputs as there are classes");
        if (loss.ClassWeights.Count > 0 && loss.ClassWeights.Count != classes)
            return Mismatch($"ClassWeights has {loss.ClassWeights.Count.ToString(CultureInfo.InvariantCulture)} weights", "write one for every class");

        if (Activation(output.Flow.Value) is { } activation && loss.Kind is LossKind.CrossEntropyWithLogits or LossKind.BinaryCrossEntropyWithLogits)
            lowering.Report(new SpecException(SpecRule.ActivationBeforeLoss, output.Layer, lowering.ModelName, output.Name, activation, loss.Kind.ToString()));
        return true;

        bool Mismatch(string why, string fix)
        {
            Report(index, SpecRule.TargetMismatch, loss.Kind.ToString(), output.Name, lowering.Text(shape), why, fix);
            return false;
        }
    }

    /// <summary>Whether a softmax of the output is a distribution over what its columns stand for, as far as the declaration tells.</summary>
    internal static bool IsLogits(Value output, EquatableArray<LossSpec> losses) =>
        Activation(output) is null && losses.All(l => l.Kind is LossKind.CrossEntropyWithLogits or LossKind.External);

    private static string Ignored(LossSpec loss) => loss.IgnoreIndex is { } index ? "IgnoreIndex = " + index.ToString(CultureInfo.InvariantCulture) : "no IgnoreIndex";

    /// <summary>The function by which an output is a probability already; null for none.</summary>
    private static string? Activation(Value output) => output.Op switch
    {
        Op.Sigmoid => "Sigmoid",
        Op.Divide when output.Operands[0].Op == Op.Exp && output.Operands[1].Op == Op.SumColumns && output.Operands[1].Operands[0] == output.Operands[0] => "Softmax",
        _ => null,
    };

    /// <summary>What no loss looks at is not trained, though it is computed; with several outputs one is easily forgotten.</summary>
    private void FindUnjudged()
    {
        if (_losses.Any(l => l.Of is null)) return;
        foreach (var output in outputs.Where(o => _losses.All(l => l.Of != o.Name)))
            lowering.Report(new SpecException(SpecRule.UnjudgedOutput, output.Layer, lowering.ModelName, output.Name));
    }

    private void Report(int loss, SpecRule rule, params string[] arguments) =>
        lowering.Report(new SpecException(rule, SpecPart.Loss, loss, [lowering.ModelName, .. arguments]));
}
