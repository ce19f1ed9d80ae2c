using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using static Mutation.Judged.JudgedModels;

namespace Mutation.Judged;

/// <summary>Rounded weights: in narrow panels and in wide ones, of sums with an odd number of terms, and of two left operands; of one byte also in several passes.</summary>
internal static class RoundedModels
{
    public static IEnumerable<ModelSpec> All =>
    [
        Rounded(WeightPrecision.Bf16, "rounded", Sequence(3), new DenseSpec("a", 33, ActivationKind.Linear), new DenseSpec("b", 7, ActivationKind.Linear), new DenseSpec("c", 2, ActivationKind.Linear)),
        Joined(WeightPrecision.Bf16, "rounded_join"),
        Rounded(WeightPrecision.Int8, "bytes", Sequence(3), new DenseSpec("a", 270, ActivationKind.Linear), new DenseSpec("b", 7, ActivationKind.Linear), new DenseSpec("c", 2, ActivationKind.Linear)),
        Joined(WeightPrecision.Int8, "bytes_join"),
    ];

    private static ModelSpec Joined(WeightPrecision weights, string name) => Rounded(weights, name, Vector(5),
        new DenseSpec("a", 19, ActivationKind.Linear) { From = new[] { "x" } },
        new DenseSpec("b", 19, ActivationKind.Linear) { From = new[] { "x" } },
        new JoinSpec("ab", JoinKind.Concatenate) { From = new[] { "a", "b" } },
        new DenseSpec("c", 6, ActivationKind.Linear));

    private static ModelSpec Rounded(WeightPrecision weights, string name, InputSpec[] inputs, params LayerSpec[] layers) =>
        new(Namespace, name, "public", false, Precision.Float32, inputs, layers, default(EquatableArray<LossSpec>)) { Weights = weights };
}
