using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using static Mutation.Judged.JudgedModels;

namespace Mutation.Judged;

/// <summary>The models whose references are fixtures of PyTorch's library; recurrent ones bear the names of their files.</summary>
internal static class FixtureModels
{
    public static IEnumerable<ModelSpec> All =>
    [
        Recurrent("gru", new GruSpec("rnn", 7)),
        Recurrent("lstm", new LstmSpec("rnn", 7)),
        Recurrent("rnn_relu", new RnnSpec("rnn", 7) { Activation = (ActivationSpec)ActivationKind.Relu }),
        Recurrent("rnn_tanh", new RnnSpec("rnn", 7)),
        Recurrent("lstm_2layer", new LstmSpec("rnn", 7) { Layers = 2 }),
        Recurrent("gru_long", new GruSpec("rnn", 9), features: 3),
        Recurrent("gru_bi_lengths", new GruSpec("rnn", 7) { Bidirectional = true }),
        Recurrent("lstm_2layer_bi_lengths", new LstmSpec("rnn", 7) { Layers = 2, Bidirectional = true }),
        Model("dense", Vector(6),
            [
                Head("linear", ActivationKind.Linear), Head("relu", ActivationKind.Relu), Head("tanh", ActivationKind.Tanh), Head("sigmoid", ActivationKind.Sigmoid),
                new JoinSpec("heads", JoinKind.Concatenate) { From = new[] { "linear", "relu", "tanh", "sigmoid" } },
            ],
            External),
        Model("residual_lstm", Sequence(6),
            [
                new LstmSpec("lstm1", 6) { Return = ReturnKind.Sequence },
                new JoinSpec("first", JoinKind.Add) { From = new[] { "x", "lstm1" } },
                new LstmSpec("lstm2", 6) { Return = ReturnKind.Sequence },
                new JoinSpec("second", JoinKind.Add) { From = new[] { "x", "lstm1", "lstm2" } },
            ],
            External),
        Model("w1_small", Tokens(20),
            [
                new EmbeddingSpec("embedding", 6) { Padding = 0 },
                new LstmSpec("lstm", 8) { Layers = 2, Bidirectional = true },
                new DenseSpec("fc", 3, ActivationKind.Linear),
            ],
            new LossSpec(LossKind.CrossEntropyWithLogits)),
        Model("w3_small_lengths", Tokens(20, lengths: true),
            [
                new EmbeddingSpec("embedding", 6),
                new LstmSpec("lstm1", 8) { Bidirectional = true, Return = ReturnKind.Sequence },
                new LstmSpec("lstm2", 4) { Bidirectional = true },
                new DenseSpec("dense1", 8, ActivationKind.Relu),
                new DenseSpec("dense2", 1, ActivationKind.Linear),
            ],
            new LossSpec(LossKind.BinaryCrossEntropyWithLogits)),
        Losses("losses_of_classes", rows: 6, columns: 5,
            new LossSpec(LossKind.CrossEntropyWithLogits) { IgnoreIndex = -100 },
            new LossSpec(LossKind.CrossEntropyWithLogits) { IgnoreIndex = -100, LabelSmoothing = 0.1, Weight = 0.5 },
            new LossSpec(LossKind.CrossEntropyWithLogits) { IgnoreIndex = -100, Mean = false, Weight = 2 }),
        Losses("losses_of_bits", rows: 7, columns: 1,
            new LossSpec(LossKind.BinaryCrossEntropyWithLogits),
            new LossSpec(LossKind.BinaryCrossEntropyWithLogits) { PositiveWeight = 2.5, Weight = 2 }),
        Losses("losses_of_numbers", rows: 8, columns: 1,
            new LossSpec(LossKind.MeanSquaredError),
            new LossSpec(LossKind.MeanSquaredError) { Mean = false, Weight = 0.25 },
            new LossSpec(LossKind.MeanAbsoluteError) { Weight = 0.5 },
            new LossSpec(LossKind.Huber) { Weight = 2 }),
    ];

    private static InputSpec[] Tokens(int vocabulary, bool lengths = false) => [new InputSpec(0, Steps: 4) { Vocabulary = vocabulary, Lengths = lengths }];

    private static ModelSpec Recurrent(string name, RecurrentSpec layer, int features = 5)
    {
        InputSpec[] inputs = [new InputSpec(features, Steps: 4) { Lengths = name.EndsWith("_lengths", StringComparison.Ordinal) }];
        return Model(name, inputs, [layer with { Return = ReturnKind.Sequence, InitialStateInput = true, FinalStateOutput = true }], External);
    }

    /// <summary>In the fixture one linear layer is read by four activations; here each has a layer of its own, of equal parameters.</summary>
    private static DenseSpec Head(string name, ActivationKind activation) => new(name, 5, activation) { From = new[] { "x" } };

    /// <summary>The tokens 0, 1, … fetch the rows of a table: its gradient is that of the logits, of all losses together.</summary>
    private static ModelSpec Losses(string name, int rows, int columns, params LossSpec[] losses) =>
        Model(name, [new InputSpec(0, Steps: 0) { Vocabulary = rows }], [new EmbeddingSpec("table", columns)], losses);
}
