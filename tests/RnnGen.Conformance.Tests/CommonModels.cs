using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>Models that several tests use.</summary>
internal static class CommonModels
{
    /// <summary>The forecaster, one output after the last step, mean squared error.</summary>
    public static readonly ModelSpec W2 = Specs.W2("W2", LossKind.MeanSquaredError);

    /// <summary>The same with every kind of dropout but the one between cells.</summary>
    public static readonly ModelSpec Dropping = Specs.W2("Dropping", LossKind.MeanSquaredError, dropout: 0.3f);

    /// <summary>
    /// All cells, two of one stacked with dropout between, in sizes with tails; an output after every step; no states from outside, so
    /// that a stream computes the same.
    /// </summary>
    public static readonly ModelSpec Mixed = Specs.Sequence(
        "Mixed",
        5,
        LossKind.External,
        new RnnSpec("rnn1", 9) { Return = ReturnKind.Sequence },
        new LstmSpec("lstm1", 17) { Return = ReturnKind.Sequence, Layers = 2, BetweenDropout = 0.2f },
        new RnnSpec("rnn2", 8) { Activation = ActivationKind.Relu, Return = ReturnKind.Sequence },
        new GruSpec("gru1", 20) { Return = ReturnKind.Sequence },
        new DenseSpec("dense1", 3, ActivationKind.Tanh));

    /// <summary>Recurrences of two, five and six vectors of sums, which add in parts, one of them with a tail.</summary>
    public static readonly ModelSpec InParts = Specs.Sequence(
        "InParts",
        3,
        LossKind.External,
        new RnnSpec("rnn1", 32) { Return = ReturnKind.Sequence },
        new GruSpec("gru1", 40) { Return = ReturnKind.Sequence },
        new RnnSpec("rnn2", 80) { Return = ReturnKind.Sequence },
        new GruSpec("gru2", 32) { Return = ReturnKind.Sequence },
        new DenseSpec("fc", 2, ActivationKind.Linear));

    /// <summary>States of two layers, one of them stacked, that come from the caller and go back to him.</summary>
    public static readonly ModelSpec Stateful = Specs.Sequence(
        "Stateful",
        3,
        LossKind.External,
        new LstmSpec("lstm1", 7) { Return = ReturnKind.Sequence, Layers = 2, InitialStateInput = true, FinalStateOutput = true },
        new GruSpec("gru1", 5) { Return = ReturnKind.Sequence, InitialStateInput = true, FinalStateOutput = true });

    /// <summary>A small convolutional network on images of 10 × 10 pixels.</summary>
    public static readonly ModelSpec Convolutional = Specs.Vector(
        "Convolutional",
        100,
        LossKind.CrossEntropyWithLogits,
        new Conv2DSpec("conv1", 4, 3, 3) { Height = 10, Width = 10, Activation = ActivationKind.Relu },
        new Pooling2DSpec("pool1", PoolingKind.Maximum, 2, 2),
        new Conv2DSpec("conv2", 6, 2, 2) { Padding = ConvolutionPadding.Same, Activation = ActivationKind.Relu },
        new Pooling2DSpec("pool2", PoolingKind.Average, 2, 2),
        new FlattenSpec("flatten1"),
        new DenseSpec("dense1", 2, ActivationKind.Linear));

    /// <summary>A classifier of texts whose table is wide enough for threads to share it.</summary>
    public static readonly ModelSpec Reading = Specs.Sequence(
        "Reading",
        1,
        LossKind.CrossEntropyWithLogits,
        new EmbeddingSpec("embedding", 40) { Padding = 0 },
        new LstmSpec("lstm", 7) { Bidirectional = true },
        new DenseSpec("fc", 3, ActivationKind.Linear)) with
    {
        Inputs = new[] { new InputSpec(0, Steps: 4) { Vocabulary = 20 } },
    };

    /// <summary>A network so small that one sample is predicted step by step.</summary>
    public static readonly ModelSpec Small = Specs.Sequence(
        "Small",
        3,
        LossKind.External,
        new LstmSpec("lstm", 13) { Return = ReturnKind.Sequence },
        new DenseSpec("fc", 2, ActivationKind.Linear));

    /// <summary>The same for tokens.</summary>
    public static readonly ModelSpec SmallReader = Specs.Sequence(
        "SmallReader",
        1,
        LossKind.External,
        new EmbeddingSpec("embedding", 5),
        new RnnSpec("rnn", 6) { Return = ReturnKind.Sequence },
        new DenseSpec("fc", 2, ActivationKind.Linear)) with
    {
        Inputs = new[] { new InputSpec(0, Steps: 4) { Vocabulary = 20 } },
    };

    private static readonly Lazy<ModelSet> All = new(() => ModelSet.Compile(
        "Common", [W2, Dropping, Mixed, InParts, Stateful, Convolutional, Reading, Small, SmallReader], [.. Body.All, Body.Dispatch]));

    public static ModelSet Set => All.Value;
}
