using RnnGen.Compiler;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using RnnGen.Compiler.Targets;

namespace Mutation.Judged;

/// <summary>
/// The declarations that mutants are judged by. The files of this folder are compiled twice: with the tests, for the compiler as it
/// is, and in memory, for the mutated ones.
/// </summary>
public static class JudgedModels
{
    public const string Namespace = "Judged";

    /// <summary>The caller computes the loss: gradients of all inputs come out.</summary>
    internal static LossSpec External { get; } = new(LossKind.External);

    /// <summary>All models; each has an identifier of its own as its name.</summary>
    public static IReadOnlyList<ModelSpec> All { get; } = [.. FixtureModels.All, .. PlainModels.All, .. SequenceModels.All, .. ActivationModels.All, .. RoundedModels.All, .. CellModels.All, .. VariantModels.All];

    /// <summary>The C# of some models: scalar bodies, in double precision where there is a choice, in which tolerances are the tightest.</summary>
    public static string[] Generate(string[] names) =>
        [.. names.SelectMany(name => ModelCompiler.Compile(All.Single(m => m.Name == name), [Target.Scalar])).Select(file => file.Text)];

    internal static ModelSpec Model(string name, InputSpec[] inputs, LayerSpec[] layers, params LossSpec[] losses) =>
        new(Namespace, name, "public", true, Precision.Float64, inputs, layers, losses);

    /// <summary>A sequence of numbers.</summary>
    internal static InputSpec[] Sequence(int features) => [new InputSpec(features, Steps: 4)];

    /// <summary>One vector.</summary>
    internal static InputSpec[] Vector(int features) => [new InputSpec(features, Steps: 0)];
}
