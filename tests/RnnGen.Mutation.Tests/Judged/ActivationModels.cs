using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using static Mutation.Judged.JudgedModels;

namespace Mutation.Judged;

/// <summary>All activations of one input, side by side, in the order of their kinds.</summary>
internal static class ActivationModels
{
    public static IReadOnlyList<ActivationKind> Kinds { get; } = [.. Enum.GetValues(typeof(ActivationKind)).Cast<ActivationKind>()];

    public static IEnumerable<ModelSpec> All =>
    [
        Model("activations", Vector(4),
            [
                .. Kinds.Select(kind => new ActivationLayerSpec("f" + kind, kind) { From = new[] { "x" } }),
                new JoinSpec("all", JoinKind.Concatenate) { From = Kinds.Select(kind => "f" + kind).ToArray() },
            ],
            External),
    ];
}
