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
            for (var i = 0; i < exact.Length; i++) rounded[i] = tensor.Shape.Length > 1 && kind == WeightPrecision.Bf16 ? Bf16Packing.Round(exact[i]) : exact[i];
        }

        to.RefreshWeights();
    }
}
