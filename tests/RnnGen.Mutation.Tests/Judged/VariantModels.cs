using Conformance.Cells;
using RnnGen.Compiler.Spec;
using static Mutation.Judged.JudgedModels;

namespace Mutation.Judged;

/// <summary>Every variant of every cell, each in a model of its own: <c>lstm_onnx</c>, <c>gru_before</c>.</summary>
internal static class VariantModels
{
    public static IReadOnlyList<VariantCase> Cases { get; } =
        [.. VariantCases.Lstms, .. VariantCases.Grus, .. VariantCases.Rnns.Where(c => !c.Spec.Name.StartsWith('f'))];

    public static IEnumerable<ModelSpec> All => Cases.Select(c => Model(NameOf(c), Sequence(3), [c.Spec], External));

    public static string NameOf(VariantCase variant) => $"{variant.Reference.Cell.Kind}_{variant.Spec.Name}";
}
