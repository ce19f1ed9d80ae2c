using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>
/// No more samples than threads: what does not wait for one another runs side by side, each by one thread. More samples than that, or
/// than there is to run side by side, are shared in the other way; the bits are the same.
/// </summary>
public class SideBySideTests
{
    private static readonly ModelSpec[] Specs =
    [
        // Both directions, stacked, with all that regions have at their borders: states from and for the caller, dropout, an output after every step.
        Models.Specs.Sequence(
            "LstmStack", 5, LossKind.External, new LstmSpec("lstm", 9) { Layers = 2, Bidirectional = true, Return = ReturnKind.Sequence, InitialStateInput = true, FinalStateOutput = true }),
        Models.Specs.Sequence(
            "GruStack", 5, LossKind.MeanSquaredError, new GruSpec("gru", 20) { Layers = 3, Bidirectional = true, InputDropout = 0.2f, BetweenDropout = 0.3f }, new DenseSpec("out", 2, ActivationKind.Linear)),
        Models.Specs.Sequence("Lengths", 5, LossKind.MeanSquaredError, new LstmSpec("lstm", 9) { Layers = 2, Bidirectional = true }, new DenseSpec("out", 2, ActivationKind.Linear)) with
        {
            Inputs = new[] { new InputSpec(5, 4) { Lengths = true } },
        },

        // Two axes; in the backward pass the decoder's comes first.
        Models.Specs.Sequence(
            "EncoderDecoder", 1, LossKind.CrossEntropyWithLogits,
            new EmbeddingSpec("source", 5) { From = new[] { "from" } },
            new GruSpec("encoder", 8) { Bidirectional = true, Return = ReturnKind.Sequence },
            new EmbeddingSpec("target", 4) { From = new[] { "to" } },
            new LstmSpec("decoder", 8) { Return = ReturnKind.Sequence },
            new AttentionSpec("attention", AttentionScore.Additive) { Units = 6, From = new[] { "decoder", "encoder" } },
            new DenseSpec("head", 9, ActivationKind.Linear)) with
        {
            Inputs = new[] { new InputSpec(0, 300) { Name = "from", Vocabulary = 11 }, new InputSpec(0, 300) { Name = "to", Vocabulary = 9 } },
        },
        Models.Specs.Sequence(
            "ConvolutionAttention", 5, LossKind.MeanSquaredError,
            new Conv1DSpec("conv", 6, 3) { Padding = ConvolutionPadding.Same, Activation = ActivationKind.Relu },
            new GruSpec("gru", 6) { Bidirectional = true, Return = ReturnKind.Sequence },
            new MultiHeadAttentionSpec("attention", 2),
            new LstmSpec("last", 7) { Bidirectional = true },
            new DenseSpec("out", 2, ActivationKind.Linear)) with
        {
            Inputs = new[] { new InputSpec(5, 300) },
        },

        Models.Specs.Sequence(
            "Between", 5, LossKind.External,
            new GruSpec("first", 7) { Return = ReturnKind.Sequence },
            new LstmSpec("middle", 9) { Bidirectional = true, Return = ReturnKind.Sequence, InputDropout = 0.2f },
            new RnnSpec("last", 5) { Return = ReturnKind.Sequence }),

        // Layers in one direction that read the same, and one that reads both.
        Models.Specs.Sequence(
            "Branches", 5, LossKind.MeanSquaredError,
            new DenseSpec("body", 8, ActivationKind.Tanh),
            new LstmSpec("left", 9) { Return = ReturnKind.Sequence },
            new GruSpec("right", 6) { Layers = 2, Return = ReturnKind.Sequence, From = new[] { "body" } },
            new JoinSpec("join", JoinKind.Concatenate) { From = new[] { "left", "right" } },
            new RnnSpec("rnn", 5) { Return = ReturnKind.Sequence },
            new DenseSpec("out", 2, ActivationKind.Linear)),
    ];

    private static readonly Lazy<ModelSet> Set = new(() => ModelSet.Compile("SideBySide", Specs, Body.Dispatch));

    public static TheoryData<string> Names => [.. Specs.Select(spec => spec.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ThreadsGiveTheSameBits(string name)
    {
        var model = Set.Value.Single(name, Body.Dispatch, seed: 3);
        foreach (var (batch, steps) in new[] { (1, 9), (1, 300), (2, 140), (3, 90), (1, 1), (5, 60) })
        {
            var inputs = Inputs.Random(model, batch, steps, seed: batch);
            var (predicted, trained) = (Runner.Predict(model, inputs), Runner.Train(model, inputs));
            foreach (var threads in new[] { 2, 3, 4, 6 })
            {
                var (prediction, training) = (model.CreateWorkspace(batch, steps), model.CreateTrainingWorkspace(batch, steps));
                (prediction.Threads, training.Threads) = (threads, threads);
                var what = $"{name}, {batch} × {steps}, {threads} threads";
                for (var round = 0; round < 3; round++) Agreement.InBits(predicted, Runner.Predict(model, inputs, prediction), what);
                Agreement.InBits(trained, Runner.Train(model, inputs, training), what);
            }
        }
    }
}
