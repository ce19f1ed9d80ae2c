using System.Globalization;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Emission;

/// <summary>What a loss is, in the words of its documentation.</summary>
internal static class LossText
{
    public static string Of(CompiledNetwork network) => string.Join(" + ", network.Spec.Losses.Select(l => Weighted(l, network)));

    private static string Weighted(LossSpec loss, CompiledNetwork network)
    {
        var text = Of(loss) + (network.Outputs.Count > 1 && loss.Of is { } of ? $" of {of}" : "");
        return loss.Weight == 1 ? text : $"{loss.Weight.ToString(CultureInfo.InvariantCulture)} × ({text})";
    }

    private static string Of(LossSpec loss)
    {
        var over = loss.Mean ? "the mean" : "the sum";
        return loss.Kind switch
        {
            LossKind.MeanSquaredError => $"{over} of (output − target)² over samples, steps and outputs",
            LossKind.MeanAbsoluteError => $"{over} of |output − target| over samples, steps and outputs",
            LossKind.Huber => $"{over} of Huber's loss with δ = {loss.Delta.ToString(CultureInfo.InvariantCulture)} over samples, steps and outputs",
            LossKind.BinaryCrossEntropyWithLogits => $"{over} of the binary cross-entropy of σ(output) over samples, steps and outputs",
            LossKind.CrossEntropyWithLogits => $"{over} of the cross-entropy of softmax(output) over samples and steps",
            _ => "none",
        };
    }
}
