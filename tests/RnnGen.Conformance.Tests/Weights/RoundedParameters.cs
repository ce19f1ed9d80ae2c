using Conformance.Models;
using RnnGen.Compiler.Spec;
using RnnGen.Numerics;

namespace Conformance.Weights;

/// <summary>The weights that products with rounded ones read, as parameters of a model in double precision that rounds nothing.</summary>
internal static class RoundedParameters
{
    public static void Copy(TestModel<float> from, TestModel<double> to, WeightPrecision kind)
    {
        foreach (var tensor in from.Parameters.Tensors)
        {
            var exact = from.Parameters[tensor.Name];
            var rounded = to.Parameters[tensor.Name];
            var read = tensor.Shape.Length > 1 ? Rounded(exact.ToArray(), tensor.Length / tensor.Shape[0], kind) : exact.ToArray();
            for (var i = 0; i < exact.Length; i++) rounded[i] = read[i];
        }

        to.RefreshWeights();
    }

    /// <summary>Weights as products read them. A unit of theirs is a row, unless they have several matrices side by side.</summary>
    public static float[] Rounded(float[] weights, int row, WeightPrecision kind)
    {
        if (kind == WeightPrecision.Bf16) return [.. weights.Select(Bf16Packing.Round)];
        for (var first = 0; first < weights.Length; first += row) Int8Packing.Round(weights.AsSpan(first, row));
        return weights;
    }
}
