using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance.Weights;

/// <summary>Models that only predict and round their weights, in sizes around those of words, vectors and passes.</summary>
internal static class RoundedModels
{
    /// <summary>Every cell, one stacked, with sums in parts and an odd number of terms; an output after every step.</summary>
    private static readonly ModelSpec Mixed = Sequence(
        "Mixed",
        5,
        new RnnSpec("rnn1", 9) { Return = ReturnKind.Sequence },
        new LstmSpec("lstm1", 17) { Return = ReturnKind.Sequence, Layers = 2 },
        new RnnSpec("rnn2", 3) { Activation = ActivationKind.Relu, Return = ReturnKind.Sequence },
        new GruSpec("gru1", 20) { Return = ReturnKind.Sequence },
        new DenseSpec("dense1", 3, ActivationKind.Tanh));

    /// <summary>A product's terms over columns side by side: both directions of the layer below, of an odd size each.</summary>
    private static readonly ModelSpec Bidirectional = Sequence(
        "Bidirectional",
        3,
        new LstmSpec("lstm1", 21) { Return = ReturnKind.Sequence, Layers = 2, Bidirectional = true },
        new GruSpec("gru1", 7) { Bidirectional = true },
        new DenseSpec("dense1", 2, ActivationKind.Linear));

    /// <summary>Sums of more elements than a pass takes, and of few.</summary>
    private static readonly ModelSpec Wide = Sequence(
        "Wide",
        1,
        new LstmSpec("lstm1", 290) { Return = ReturnKind.Sequence },
        new GruSpec("gru1", 65) { Return = ReturnKind.Sequence },
        new DenseSpec("dense1", 1, ActivationKind.Linear));

    /// <summary>Products of an input of images and of joined layers.</summary>
    private static readonly ModelSpec Convolutional = Sequence(
        "Convolutional",
        3,
        new Conv1DSpec("conv1", 5, 3) { Padding = ConvolutionPadding.Causal, Activation = ActivationKind.Tanh },
        new GruSpec("gru1", 6) { Return = ReturnKind.Sequence },
        new JoinSpec("joined", JoinKind.Concatenate) { From = new[] { "gru1", "conv1" } },
        new DenseSpec("dense1", 4, ActivationKind.Linear));

    /// <summary>Nothing but products: their bits are those of their sums.</summary>
    private static readonly ModelSpec Products = new(
        "", "Products", "public", false, Precision.Float32, new InputSpec(7, Steps: 0),
        new LayerSpec[]
        {
            new DenseSpec("dense1", 3, ActivationKind.Linear), new DenseSpec("dense2", 8, ActivationKind.Linear), new DenseSpec("dense3", 17, ActivationKind.Linear),
            new DenseSpec("dense4", 40, ActivationKind.Linear), new DenseSpec("dense5", 130, ActivationKind.Linear), new DenseSpec("dense6", 5, ActivationKind.Linear),
        },
        loss: null);

    /// <summary>One product, without a bias.</summary>
    private static readonly ModelSpec Single = new(
        "", "Single", "public", false, Precision.Float32, new InputSpec(33, Steps: 0),
        new LayerSpec[] { new DenseSpec("dense1", 21, ActivationKind.Linear) { WithoutBias = true } },
        loss: null);

    /// <summary>Two matrices that make one product: what a unit adds up are the rows of both.</summary>
    public static readonly ModelSpec Added = new(
        "", "Added", "public", false, Precision.Float32, new InputSpec(30, Steps: 0),
        new LayerSpec[]
        {
            new DenseSpec("a", 21, ActivationKind.Linear) { From = new[] { "x" } },
            new DenseSpec("b", 21, ActivationKind.Linear) { From = new[] { "x" } },
            new JoinSpec("sum", JoinKind.Add) { From = new[] { "a", "b" } },
        },
        loss: null);

    public static readonly IReadOnlyList<ModelSpec> All = [Mixed, Bidirectional, Wide, Convolutional, Products, Single];

    /// <summary>Those that have a Step.</summary>
    public static readonly IReadOnlyList<ModelSpec> Streams = [Mixed, Wide, Convolutional];

    /// <summary>A class that trains what others predict with.</summary>
    public static readonly ModelSpec Trained = Mixed with { Name = "Trained", Trainable = true, Losses = new[] { new LossSpec(LossKind.External) } };

    public static readonly IReadOnlyList<WeightPrecision> Kinds = [WeightPrecision.Bf16, WeightPrecision.Int8];

    private static readonly Lazy<ModelSet> Compiled = new(() => ModelSet.Compile(
        "RoundedWeights",
        [.. All.Append(Added).SelectMany(spec => Kinds.Select(kind => spec with { Name = NameOf(spec, kind), Weights = kind })), .. All, Trained],
        [.. Body.All, Body.Dispatch]));

    public static ModelSet Set => Compiled.Value;

    /// <summary>The name of a model with rounded weights.</summary>
    public static string NameOf(ModelSpec spec, WeightPrecision kind) => spec.Name + kind;

    private static ModelSpec Sequence(string name, int features, params LayerSpec[] layers) =>
        new("", name, "public", false, Precision.Float32, new InputSpec(features, Steps: 4), layers, loss: null);
}
