using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance.Layers;

/// <summary>Models with batch normalisation among other layers.</summary>
internal static class BatchNormModels
{
    /// <summary>Between recurrent layers and behind the last, with dropout, and a loss.</summary>
    public static readonly ModelSpec Normed = Specs.Sequence(
        "Normed",
        4,
        LossKind.MeanSquaredError,
        new GruSpec("gru1", 6) { Return = ReturnKind.Sequence },
        new BatchNormSpec("norm1") { Epsilon = 0.1 },
        new LstmSpec("lstm1", 5),
        new BatchNormSpec("norm2") { Family = Family.Keras, Epsilon = 0.1 },
        new DropoutSpec("dropout1", 0.25f),
        new DenseSpec("dense1", 2, ActivationKind.Linear));

    /// <summary>Frozen layers between two that are trained.</summary>
    public static readonly ModelSpec Frozen = Specs.Sequence(
        "Frozen",
        4,
        LossKind.MeanSquaredError,
        new DenseSpec("dense1", 6, ActivationKind.Tanh),
        new GruSpec("gru1", 6) { Return = ReturnKind.Sequence, Trainable = false },
        new DenseSpec("dense2", 5, ActivationKind.Relu) { Trainable = false },
        new BatchNormSpec("norm1") { Trainable = false },
        new DenseSpec("dense3", 2, ActivationKind.Linear));

    /// <summary>The same, all of it trained.</summary>
    public static readonly ModelSpec Thawed = Frozen with { Name = "Thawed", Layers = Frozen.Layers.Select(l => l with { Trainable = true }).ToArray() };

    /// <summary>Nothing is trained; the caller gets gradients of the inputs.</summary>
    public static readonly ModelSpec AllFrozen = Frozen with { Name = "AllFrozen", Layers = Frozen.Layers.Select(l => l with { Trainable = false }).ToArray(), Losses = new[] { new LossSpec(LossKind.External) } };

    /// <summary>A sum over rows that is a gradient and that another gradient needs.</summary>
    public static readonly ModelSpec Shared = Specs.Sequence("Shared", 3, LossKind.External, new CenteringSpec("centering1"));

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("BatchNormModels", [Normed, Frozen, Thawed, AllFrozen, Shared], Body.Active, Body.Double));

    /// <summary>These models.</summary>
    public static ModelSet Set => Models.Value;
}
